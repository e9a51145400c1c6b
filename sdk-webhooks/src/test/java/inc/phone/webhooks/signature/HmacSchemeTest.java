package inc.phone.webhooks.signature;

import static inc.phone.webhooks.signature.RejectionReason.MALFORMED;
import static inc.phone.webhooks.signature.RejectionReason.MISMATCH;
import static inc.phone.webhooks.signature.RejectionReason.MISSING;
import static inc.phone.webhooks.signature.RejectionReason.TOO_MANY_CANDIDATES;
import static inc.phone.webhooks.signature.Requests.BODY;
import static inc.phone.webhooks.signature.Requests.rejected;
import static inc.phone.webhooks.signature.Requests.signedBy;
import static inc.phone.webhooks.signature.Requests.verified;
import static inc.phone.webhooks.signature.Requests.with;
import static inc.phone.webhooks.signature.Requests.withHeader;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.core.testkit.HostileLocales;
import inc.phone.webhooks.WebhookRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HmacSchemeTest {
  private static final String HEADER = "X-Phone-Inc-Signature";
  private static final String SECRET = "correct horse";
  private static final WebhookSigner SIGNER = WebhookSigner.hmacSha256(SECRET);
  private static final SignatureVerifier VERIFIER = SignatureVerifier.hmacSha256(SECRET);
  private static final String GOOD = SIGNER.sign(BODY).get(HEADER);
  private static final String BAD = "0".repeat(64);
  private static final HmacScheme BASE64_SCHEME =
      HmacScheme.builder().encoding(SignatureEncoding.BASE64).build();
  private static final String GOOD_BASE64 = BASE64_SCHEME.signer(SECRET).sign(BODY).get(HEADER);

  /** The values come from openssl dgst -sha256 -hmac. */
  @Test
  void agreesWithOpenSslUnderEveryLocale() {
    byte[] body = "{\"event\":\"call.ended\"}".getBytes(UTF_8);
    String hex = "985f375a1156bb35efa9834e5e1192bb40dbe52f86f284611d88f3935c4a4f5d";
    String base64 = "mF83WhFWuzXvqYNOXhGSu0Db5S+G8oRhHYjzk1xKT10=";
    HostileLocales.checkUnderAll(
        () -> {
          assertThat(WebhookSigner.hmacSha256(SECRET).sign(body)).isEqualTo(Map.of(HEADER, hex));
          assertThat(BASE64_SCHEME.signer(SECRET).sign(body)).isEqualTo(Map.of(HEADER, base64));
          assertThat(SignatureVerifier.hmacSha256(SECRET).verify(with(Map.of(HEADER, hex), body)))
              .isEqualTo(verified("0"));
          assertThat(BASE64_SCHEME.verifier(SECRET).verify(with(Map.of(HEADER, base64), body)))
              .isEqualTo(verified("0"));
        });
  }

  /** T-01 to T-06, T-13: one header value, its outcome, and no exception, under every locale. */
  @ParameterizedTest
  @MethodSource("headers")
  void answersEveryHeader(String value, SignatureVerifier.Result expected) {
    HostileLocales.checkUnderAll(
        () -> {
          assertThat(VERIFIER.verify(withHeader(HEADER, value))).isEqualTo(expected);
        });
  }

  static Stream<Arguments> headers() {
    return Stream.of(
        Arguments.of(GOOD, verified("0")),
        Arguments.of(GOOD.toUpperCase(Locale.ROOT), verified("0")),
        Arguments.of(mixedCase(GOOD), verified("0")),
        Arguments.of("sha256=" + GOOD, verified("0")),
        Arguments.of(" " + GOOD, verified("0")),
        Arguments.of("\t" + GOOD + " \t", verified("0")),
        Arguments.of(BAD + "," + GOOD, verified("0")),
        Arguments.of(GOOD + ", " + BAD, verified("0")),
        Arguments.of("v0=" + GOOD + ", sha256=" + GOOD, verified("0")),
        Arguments.of(",,," + GOOD, verified("0")),
        Arguments.of("", rejected(MALFORMED)),
        Arguments.of(" ", rejected(MALFORMED)),
        Arguments.of("=", rejected(MALFORMED)),
        Arguments.of(",,,", rejected(MALFORMED)),
        Arguments.of("v1", rejected(MALFORMED)),
        Arguments.of("v1=" + GOOD, rejected(MALFORMED)),
        Arguments.of("v0=" + GOOD, rejected(MALFORMED)),
        Arguments.of("v1=" + GOOD + ",v1=" + BAD, rejected(MALFORMED)),
        Arguments.of("sha256=", rejected(MALFORMED)),
        Arguments.of("SHA256=" + GOOD, rejected(MALFORMED)),
        Arguments.of("sha256=sha256=" + GOOD, rejected(MALFORMED)),
        Arguments.of("sha256= " + GOOD, rejected(MALFORMED)),
        Arguments.of("sha1=" + GOOD, rejected(MALFORMED)),
        Arguments.of("t=1,v1=" + GOOD, rejected(MALFORMED)),
        Arguments.of(GOOD.substring(0, 1), rejected(MALFORMED)),
        Arguments.of(GOOD.substring(0, 63), rejected(MALFORMED)),
        Arguments.of(GOOD + "0", rejected(MALFORMED)),
        Arguments.of(GOOD + GOOD, rejected(MALFORMED)),
        Arguments.of(GOOD.substring(0, 32) + " " + GOOD.substring(32), rejected(MALFORMED)),
        Arguments.of(GOOD + "\r\n", rejected(MALFORMED)),
        Arguments.of("\r\n " + GOOD, rejected(MALFORMED)),
        Arguments.of("\u00a0" + GOOD, rejected(MALFORMED)),
        Arguments.of("\u2003" + GOOD, rejected(MALFORMED)),
        Arguments.of(GOOD_BASE64, rejected(MALFORMED)),
        Arguments.of(BAD, rejected(MISMATCH)),
        Arguments.of(BAD + "," + "x", rejected(MISMATCH)),
        Arguments.of("x".repeat(100_000), rejected(MALFORMED)),
        Arguments.of((BAD + ",").repeat(10_000) + GOOD, rejected(TOO_MANY_CANDIDATES)),
        Arguments.of(",".repeat(10_000), rejected(TOO_MANY_CANDIDATES)),
        Arguments.of((BAD + ",").repeat(16) + GOOD, rejected(TOO_MANY_CANDIDATES)),
        Arguments.of((BAD + ",").repeat(15) + GOOD, verified("0")),
        Arguments.of((BAD + ",").repeat(15) + BAD, rejected(MISMATCH)));
  }

  /** T-01, T-04: any other character in any place, also those other decoders take for digits. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "g", "`", " ", "/", ":", "@", "G", "+", "-", "\u0000", "\n", "\u0080", "\u00ff", "\u0660",
        "\u0e50", "\uff10", "\uff21", "\u212a", "\u0130", "\u0131"
      })
  void refusesAnyOtherCharacterInHex(String other) {
    for (int at = 0; at < 64; at++) {
      String value = GOOD.substring(0, at) + other + GOOD.substring(at + 1);

      assertThat(VERIFIER.verify(withHeader(HEADER, value)).isVerified()).as("%s", at).isFalse();
    }
    assertThat(VERIFIER.verify(withHeader(HEADER, other.repeat(64))))
        .isEqualTo(rejected(MALFORMED));
  }

  /** T-03. */
  @Test
  void readsOnlyCanonicalBase64WhenThatIsConfigured() {
    SignatureVerifier verifier = BASE64_SCHEME.verifier(SECRET);
    String digits = GOOD_BASE64.substring(0, 42);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    int last = alphabet.indexOf(GOOD_BASE64.charAt(42));

    assertThat(verifier.verify(withHeader(HEADER, GOOD_BASE64))).isEqualTo(verified("0"));
    assertThat(verifier.verify(withHeader(HEADER, "sha256=" + GOOD_BASE64)))
        .isEqualTo(verified("0"));
    for (int bits = 1; bits < 4; bits++) {
      String sameBytes = digits + alphabet.charAt(last | bits) + "=";
      assertThat(Base64.getDecoder().decode(sameBytes))
          .isEqualTo(Base64.getDecoder().decode(GOOD_BASE64));
      assertThat(verifier.verify(withHeader(HEADER, sameBytes))).isEqualTo(rejected(MALFORMED));
    }
    for (String other :
        List.of(
            GOOD,
            GOOD_BASE64.substring(0, 43),
            GOOD_BASE64 + "=",
            GOOD_BASE64 + "\n",
            GOOD_BASE64.substring(0, 20) + "\n" + GOOD_BASE64.substring(20),
            "-" + GOOD_BASE64.substring(1),
            "_" + GOOD_BASE64.substring(1),
            Base64.getEncoder().encodeToString(new byte[31]),
            Base64.getEncoder().encodeToString(new byte[33]))) {
      assertThat(verifier.verify(withHeader(HEADER, other)))
          .as(other)
          .isEqualTo(rejected(MALFORMED));
    }
  }

  /** T-05, T-06. */
  @Test
  void looksAtAllLinesOfTheHeaderInAnyCase() {
    assertThat(VERIFIER.verify(withHeader(HEADER, BAD, GOOD))).isEqualTo(verified("0"));
    assertThat(VERIFIER.verify(withHeader(HEADER, GOOD, BAD))).isEqualTo(verified("0"));
    assertThat(VERIFIER.verify(withHeader("x-phone-inc-SIGNATURE", GOOD))).isEqualTo(verified("0"));
    assertThat(VERIFIER.verify(withHeader("X-Phone-Inc-Signature2", GOOD)))
        .isEqualTo(rejected(MISSING));
    String[] lines = new String[17];
    Arrays.fill(lines, BAD);
    lines[16] = GOOD;
    assertThat(VERIFIER.verify(withHeader(HEADER, lines))).isEqualTo(rejected(TOO_MANY_CANDIDATES));
    Map<String, List<String>> odd = new HashMap<>();
    odd.put(null, List.of("HTTP/1.1 200 OK"));
    odd.put("x", null);
    odd.put("X-PHONE-INC-SIGNATURE", Arrays.asList(null, BAD));
    odd.put("x-phone-inc-signature", Collections.singletonList(GOOD));
    assertThat(VERIFIER.verify(WebhookRequest.of(null, odd, BODY))).isEqualTo(verified("0"));
    assertThat(VERIFIER.verify(WebhookRequest.of("a=" + GOOD, Map.of(), BODY)))
        .isEqualTo(rejected(MISSING));
  }

  /** T-09, T-10: whatever changes a byte breaks the signature, whatever JSON thinks of it. */
  @Test
  void coversExactlyTheBytesOfTheBody() throws IOException {
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < 500; i++) {
      byte[] flipped = BODY.clone();
      flipped[random.nextInt(BODY.length)] ^= (byte) (1 << random.nextInt(8));
      assertThat(VERIFIER.verify(with(Map.of(HEADER, GOOD), flipped)))
          .isEqualTo(rejected(MISMATCH));
    }
    String text = new String(BODY, UTF_8);
    for (byte[] other :
        List.of(
            new byte[0],
            "{}".getBytes(UTF_8),
            Arrays.copyOf(BODY, BODY.length - 1),
            Arrays.copyOf(BODY, BODY.length + 1),
            (text + "\n").getBytes(UTF_8),
            (text + "\r\n").getBytes(UTF_8),
            ("\ufeff" + text).getBytes(UTF_8),
            text.replace(":", ": ").getBytes(UTF_8),
            text.replace("ø", "\\u00f8").getBytes(UTF_8),
            text.getBytes(ISO_8859_1),
            gzip(BODY))) {
      assertThat(VERIFIER.verify(with(Map.of(HEADER, GOOD), other))).isEqualTo(rejected(MISMATCH));
    }
  }

  /** Faults 9, 10 and 20 of other verifiers: bytes are never text here. */
  @Test
  void signsAndVerifiesBodiesThatAreNoText() {
    byte[] invalid = {(byte) 0xff};
    byte[] replacement = "\ufffd".getBytes(UTF_8);

    assertThat(VERIFIER.verify(signedBy(SIGNER, invalid))).isEqualTo(verified("0"));
    assertThat(VERIFIER.verify(with(SIGNER.sign(invalid), replacement)))
        .isEqualTo(rejected(MISMATCH));
    assertThat(VERIFIER.verify(signedBy(SIGNER, new byte[0]))).isEqualTo(verified("0"));
    assertThat(VERIFIER.verify(with(SIGNER.sign(new byte[0]), "null".getBytes(UTF_8))))
        .isEqualTo(rejected(MISMATCH));
  }

  /** T-11, T-18. */
  @Test
  void acceptsEveryActiveSecretAndSaysWhich() {
    SignatureVerifier rotating = SignatureVerifier.hmacSha256("secret-new", "secret-old");

    assertThat(rotating.verify(signedBy(WebhookSigner.hmacSha256("secret-new"), BODY)))
        .isEqualTo(verified("0"));
    assertThat(rotating.verify(signedBy(WebhookSigner.hmacSha256("secret-old"), BODY)))
        .isEqualTo(verified("1"));
    String byBoth =
        WebhookSigner.hmacSha256("secret-old").sign(BODY).get(HEADER)
            + ","
            + WebhookSigner.hmacSha256("secret-new").sign(BODY).get(HEADER);
    assertThat(rotating.verify(withHeader(HEADER, byBoth))).isEqualTo(verified("1"));
    assertThat(rotating.verify(signedBy(WebhookSigner.hmacSha256("secret-removed"), BODY)))
        .isEqualTo(rejected(MISMATCH));
  }

  /**
   * T-08: what padding and hashing would make equal cannot be configured, so it stays different.
   */
  @Test
  void tellsSecretsApartThatBeginAlike() {
    assertThat(
            SignatureVerifier.hmacSha256("12345678")
                .verify(signedBy(WebhookSigner.hmacSha256("12345678 "), BODY)))
        .isEqualTo(rejected(MISMATCH));
  }

  /** T-13. */
  @Test
  void refusesEveryPrefixOfTheRightBytes() {
    byte[] right = HexFormat.of().parseHex(GOOD);
    for (int bytes = 0; bytes < 32; bytes++) {
      byte[] almost = right.clone();
      for (int i = bytes; i < 32; i++) {
        almost[i] ^= 1;
      }
      assertThat(VERIFIER.verify(withHeader(HEADER, HexFormat.of().formatHex(almost))))
          .isEqualTo(rejected(MISMATCH));
      assertThat(VERIFIER.verify(withHeader(HEADER, GOOD.substring(0, 2 * bytes))))
          .isEqualTo(rejected(MALFORMED));
    }
  }

  @Test
  void survivesRandomHeaders() {
    SplittableRandom random = new SplittableRandom(5);
    String alphabet = GOOD + "sha256=,, \t=v1\u0000\uff10\ud800";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder value = new StringBuilder();
      for (int length = random.nextInt(200); length > 0; length--) {
        value.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(VERIFIER.verify(withHeader(HEADER, value.toString())).isVerified()).isFalse();
    }
  }

  @Test
  void usesTheHeaderItIsToldTo() {
    HmacScheme scheme = HmacScheme.builder().header("X-Hub-Signature-256").build();
    Map<String, String> signed = scheme.toBuilder().build().signer(SECRET).sign(BODY);

    assertThat(signed).containsOnlyKeys("X-Hub-Signature-256");
    assertThat(scheme.verifier(SECRET).verify(with(signed, BODY))).isEqualTo(verified("0"));
    assertThat(VERIFIER.verify(with(signed, BODY))).isEqualTo(rejected(MISSING));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "X Y", "X:", "X\n", "Ø", "X\u0000"})
  void refusesHeadersNobodyCanSend(String name) {
    assertThatThrownBy(() -> HmacScheme.builder().header(name))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "header must be 1 to 128 letters, digits or signs as in HTTP, was '" + name + "'");
  }

  private static String mixedCase(String hex) {
    return hex.substring(0, 32) + hex.substring(32).toUpperCase(Locale.ROOT);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
