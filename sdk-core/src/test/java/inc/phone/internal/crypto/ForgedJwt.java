package inc.phone.internal.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Writes tokens part by part with the JDK alone, so that they can be wrong in every way. */
public final class ForgedJwt {
  public static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

  private ForgedJwt() {}

  /** Base64url without padding. */
  public static String part(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
  }

  /** A token whose code is right for its parts, whatever they say. */
  public static String signed(String secret, String header, String claims) {
    return signedParts(secret, part(header), part(claims));
  }

  /** A token whose code is right for parts that need not be base64url. */
  public static String signedParts(String secret, String header, String claims) {
    return header + "." + claims + "." + code("HmacSHA256", secret, header + "." + claims);
  }

  /** A code of any algorithm. */
  public static String code(String algorithm, String secret, String signed) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), algorithm));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
