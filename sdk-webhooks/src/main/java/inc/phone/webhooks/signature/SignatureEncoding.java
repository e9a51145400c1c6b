package inc.phone.webhooks.signature;

import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the 32 bytes of a signature become text.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public enum SignatureEncoding {
  /** 64 hexadecimal digits, written in lower case and read in any. */
  HEX("[0-9A-Fa-f]{64}") {
    @Override
    String encode(byte[] code) {
      return HexFormat.of().formatHex(code);
    }

    @Override
    byte[] decodeReadable(String text) {
      return HexFormat.of().parseHex(text);
    }
  },

  /** Standard base64 with its padding, 44 characters; not the form for URLs. */
  BASE64("[0-9A-Za-z+/]{42}[AEIMQUYcgkosw048]=") { // the last digit's two unused bits are zero
    @Override
    String encode(byte[] code) {
      return Base64.getEncoder().encodeToString(code);
    }

    @Override
    byte[] decodeReadable(String text) {
      return Base64.getDecoder().decode(text);
    }
  };

  /** Exactly the texts that stand for 32 bytes, in one way each but for the case of hex. */
  private final Pattern readable;

  SignatureEncoding(String readable) {
    this.readable = Pattern.compile(readable);
  }

  abstract String encode(byte[] code);

  abstract byte[] decodeReadable(String text);

  /** The 32 bytes, or null if the text is not exactly that. */
  final byte @Nullable [] decode(String text) {
    return readable.matcher(text).matches() ? decodeReadable(text) : null;
  }
}
