package inc.phone.internal.crypto;

import static inc.phone.internal.crypto.ForgedJwt.HEADER;
import static inc.phone.internal.crypto.ForgedJwt.code;
import static inc.phone.internal.crypto.ForgedJwt.part;
import static inc.phone.internal.crypto.ForgedJwt.signed;
import static inc.phone.internal.crypto.ForgedJwt.signedParts;
import static inc.phone.internal.crypto.Jwt.Flaw.FUTURE;
import static inc.phone.internal.crypto.Jwt.Flaw.MALFORMED;
import static inc.phone.internal.crypto.Jwt.Flaw.MISMATCH;
import static inc.phone.internal.crypto.Jwt.Flaw.STALE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.core.testkit.HostileLocales;
import inc.phone.internal.crypto.Jwt.Authentic;
import inc.phone.internal.crypto.Jwt.Flaw;
import inc.phone.internal.crypto.Jwt.Refused;
import inc.phone.internal.json.StrictJson;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** T-50: every way to be given a token that is none. */
class JwtVerifierTest {
  private static final String ISSUER = "API1";
  private static final String SECRET = "canary-secret-canary-secret-0001";
  private static final String OTHER_SECRET = "canary-secret-canary-secret-0002";
  private static final long NOW = 1_795_252_000L;
  private static final String CLAIMS = "{\"iss\":\"API1\",\"exp\":1795252120,\"nbf\":1795252000}";
  private static final String GOOD = signed(SECRET, HEADER, CLAIMS);
  private static final JwtVerifier VERIFIER = verifier(Map.of(ISSUER, SECRET), 60);

  @Test
  void acceptsWhatItShouldUnderEveryLocale() {
    HostileLocales.checkUnderAll(
        () -> {
          assertThat(VERIFIER.verify(GOOD)).isInstanceOf(Authentic.class);
          Authentic jwt = (Authentic) VERIFIER.verify(GOOD);
          assertThat(jwt.issuer()).isEqualTo(ISSUER);
          assertThat(jwt.claims().integer("exp")).isEqualTo(NOW + 120);
          assertThat(VERIFIER.verify(signed(SECRET, "{\"alg\":\"HS256\"}", CLAIMS)))
              .isInstanceOf(Authentic.class);
          assertThat(
                  VERIFIER.verify(
                      signed(SECRET, "{ \"typ\" : \"JWT\", \"alg\" : \"HS256\" }", CLAIMS)))
              .isInstanceOf(Authentic.class);
        });
  }

  /** The example of RFC 7515, appendix A.1, whose key is not text but whose code we can check. */
  @Test
  void agreesWithTheExampleOfRfc7515() {
    byte[] key =
        Base64.getUrlDecoder()
            .decode(
                "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow");
    String input =
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
            + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    assertThat(Jwt.encode(new HmacSha256(key).of(input.getBytes(UTF_8))))
        .isEqualTo("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
  }

  @Test
  void readsWhatIsWrittenHere() {
    String token =
        Jwt.sign(
            new HmacSha256(SECRET.getBytes(UTF_8)),
            StrictJson.newObject().put("iss", ISSUER).put("exp", NOW + 5).put("x", "Jørgen 🎧"));

    assertThat(((Authentic) VERIFIER.verify(token)).text("x")).isEqualTo("Jørgen 🎧");
    assertThat(((Authentic) VERIFIER.verify(token)).text("exp")).isNull();
    assertThat(((Authentic) VERIFIER.verify(token)).text("y")).isNull();
  }

  /** Made by somebody who does not know the secret. */
  @ParameterizedTest
  @MethodSource("forgeries")
  void refusesForgeries(String name, String token, Flaw flaw) {
    assertThat(VERIFIER.verify(token)).as(name).isEqualTo(new Refused(flaw));
  }

  static Stream<Arguments> forgeries() throws Exception {
    String input = GOOD.substring(0, GOOD.lastIndexOf('.'));
    String code = GOOD.substring(GOOD.lastIndexOf('.') + 1);
    String none = part("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + part(CLAIMS);
    String standard = code.replace('-', '+').replace('_', '/');
    return Stream.of(
        Arguments.of("empty", "", MALFORMED),
        Arguments.of("one part", "abc", MALFORMED),
        Arguments.of("two parts", input, MALFORMED),
        Arguments.of("four parts", GOOD + ".x", MALFORMED),
        Arguments.of("four parts, the last empty", GOOD + ".", MALFORMED),
        Arguments.of("five parts, as an encrypted token has", "a.b.c.d.e", MALFORMED),
        Arguments.of("only dots", "..", MISMATCH),
        Arguments.of("a megabyte", "a.b." + "c".repeat(1 << 20), MALFORMED),
        Arguments.of("a megabyte of dots", ".".repeat(1 << 20), MALFORMED),
        Arguments.of("one character too long", GOOD + "A".repeat(8_193 - GOOD.length()), MALFORMED),
        Arguments.of("stripped signature", input + ".", MISMATCH),
        Arguments.of("alg none, no signature", none + ".", MISMATCH),
        Arguments.of("alg none, old signature", none + "." + code, MISMATCH),
        Arguments.of("padded signature", GOOD + "=", MISMATCH),
        Arguments.of("white space behind", GOOD + " ", MISMATCH),
        Arguments.of("white space before", " " + GOOD, MISMATCH),
        Arguments.of("line end behind", GOOD + "\n", MISMATCH),
        Arguments.of("non-canonical last digit", input + "." + bent(code), MISMATCH),
        Arguments.of("hex signature", input + "." + hex(code), MISMATCH),
        Arguments.of(
            "standard base64",
            input + "." + (standard.equals(code) ? code + "=" : standard),
            MISMATCH),
        Arguments.of("prefix of the signature", input + "." + code.substring(0, 42), MISMATCH),
        Arguments.of("other secret", signed(OTHER_SECRET, HEADER, CLAIMS), MISMATCH),
        Arguments.of(
            "other claims under an old signature",
            part(HEADER) + "." + part("{\"iss\":\"API1\",\"exp\":1795259999}") + "." + code,
            MISMATCH),
        Arguments.of("HS384", hmac("HS384", "HmacSHA384"), MISMATCH),
        Arguments.of("HS512", hmac("HS512", "HmacSHA512"), MISMATCH),
        Arguments.of("RS256", rsa(), MISMATCH),
        Arguments.of(
            "a key of the attacker's in the header",
            signed(
                OTHER_SECRET,
                "{\"alg\":\"HS256\",\"jwk\":{\"kty\":\"oct\",\"k\":\""
                    + part(OTHER_SECRET)
                    + "\"}}",
                CLAIMS),
            MISMATCH),
        Arguments.of(
            "an empty file as the key",
            signed(OTHER_SECRET, "{\"alg\":\"HS256\",\"kid\":\"../../dev/null\"}", CLAIMS),
            MISMATCH),
        Arguments.of(
            "an issuer nobody knows",
            signed(OTHER_SECRET, HEADER, CLAIMS.replace("API1", "API9")),
            MISMATCH),
        Arguments.of("full-width letters", "ｅｙＪ.ｅｙＪ.ｅｙＪ", MISMATCH),
        Arguments.of("lone surrogates", "\ud800.\udc00.\ud800", MISMATCH),
        Arguments.of("NUL", "\0.\0.\0", MISMATCH));
  }

  /** Made by somebody who knows the secret, and wrong all the same: nothing is guessed. */
  @ParameterizedTest
  @MethodSource("nonsense")
  void refusesAuthenticNonsense(String header, String claims, Flaw flaw) {
    assertThat(VERIFIER.verify(signed(SECRET, header, claims))).isEqualTo(new Refused(flaw));
  }

  static Stream<Arguments> nonsense() {
    return Stream.concat(
        Stream.of(
                "{}",
                "{\"alg\":\"none\"}",
                "{\"alg\":\"None\"}",
                "{\"alg\":\"hs256\"}",
                "{\"alg\":\"HS256 \"}",
                "{\"alg\":\"RS256\",\"typ\":\"JWT\"}",
                "{\"alg\":null}",
                "{\"alg\":[\"HS256\"]}",
                "{\"alg\":\"HS256\",\"alg\":\"HS256\"}",
                "{\"alg\":\"none\",\"alg\":\"HS256\"}",
                "{\"alg\":\"HS256\",\"typ\":\"JWE\"}",
                "{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}",
                "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"cty\":\"JWT\"}",
                "{\"alg\":\"HS256\",\"kid\":\"../../dev/null\"}",
                "{\"alg\":\"HS256\",\"kid\":\"' OR 1=1 --\"}",
                "{\"alg\":\"HS256\",\"jwk\":{}}",
                "{\"alg\":\"HS256\",\"jku\":\"https://example.com/keys\"}",
                "{\"alg\":\"HS256\",\"x5u\":\"https://example.com/cert\"}",
                "{\"alg\":\"HS256\",\"crit\":[\"exp\"],\"exp\":1}",
                "{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":false}",
                "{\"alg\":\"HS256\",\"zip\":\"DEF\"}",
                "[]",
                "null",
                "\"HS256\"",
                "",
                "{\"alg\":\"HS256\"}{}")
            .map(header -> Arguments.of(header, CLAIMS, MALFORMED)),
        Stream.of(
            Arguments.of(HEADER, "{\"iss\":\"API1\"}", MALFORMED),
            Arguments.of(HEADER, claims("null"), MALFORMED),
            Arguments.of(HEADER, claims("\"1795252120\""), MALFORMED),
            Arguments.of(HEADER, claims("1795252120.5"), MALFORMED),
            Arguments.of(HEADER, claims("1795252120.0"), MALFORMED),
            Arguments.of(HEADER, claims("1.79525212e9"), MALFORMED),
            Arguments.of(HEADER, claims("1e999"), MALFORMED),
            Arguments.of(HEADER, claims("-1"), MALFORMED),
            Arguments.of(HEADER, claims("true"), MALFORMED),
            Arguments.of(HEADER, claims("[1795252120]"), MALFORMED),
            Arguments.of(HEADER, claims("1000000000000"), MALFORMED),
            Arguments.of(HEADER, claims("9223372036854775807"), MALFORMED),
            Arguments.of(HEADER, claims("9223372036854775808"), MALFORMED),
            Arguments.of(HEADER, claims("9".repeat(1_000)), MALFORMED),
            Arguments.of(HEADER, claims("0"), STALE),
            Arguments.of(HEADER, claims("1795252120,\"exp\":1795252121"), MALFORMED),
            Arguments.of(HEADER, claims("1795252120,\"iss\":\"API2\""), MALFORMED),
            Arguments.of(HEADER, claims("1795252120,\"nbf\":1795252000.5"), MALFORMED),
            Arguments.of(HEADER, claims("1795252120,\"iat\":\"now\""), MALFORMED),
            Arguments.of(HEADER, claims("1795252120,\"nbf\":1795252061"), FUTURE),
            Arguments.of(HEADER, claims("1795252120,\"iat\":1795252061"), FUTURE),
            Arguments.of(HEADER, claims("1795252120,\"x\":" + "[".repeat(65)), MALFORMED),
            Arguments.of(
                HEADER, claims("1795252120,\"x\":" + "[".repeat(64) + "]".repeat(64)), MALFORMED),
            Arguments.of(HEADER, "{\"exp\":1795252120}", MISMATCH),
            Arguments.of(HEADER, CLAIMS.replace("API1", "API2"), MISMATCH),
            Arguments.of(HEADER, CLAIMS.replace("API1", "api1"), MISMATCH),
            Arguments.of(HEADER, CLAIMS.replace("\"API1\"", "null"), MISMATCH),
            Arguments.of(HEADER, CLAIMS.replace("\"API1\"", "1"), MALFORMED),
            Arguments.of(HEADER, CLAIMS.replace("\"API1\"", "[\"API1\"]"), MALFORMED),
            Arguments.of(HEADER, GOOD, MALFORMED),
            Arguments.of(HEADER, "[" + CLAIMS + "]", MALFORMED),
            Arguments.of(HEADER, CLAIMS + " trailing", MALFORMED),
            Arguments.of(HEADER, "", MALFORMED),
            Arguments.of(HEADER, "null", MALFORMED)));
  }

  /** The same bytes have one text only, even for somebody who knows the secret. */
  @Test
  void refusesOtherTextsOfTheSameBytes() {
    String claims = part("{\"iss\":\"API1\",\"exp\":1795252120}   "); // a last digit with free bits
    assertThat(claims.length() % 4).isNotZero();
    assertThat(VERIFIER.verify(signedParts(SECRET, part(HEADER), claims)))
        .isInstanceOf(Authentic.class);
    for (String other :
        List.of(bent(claims), claims + "=", claims + "\n", "=" + claims, claims + "+", "")) {
      assertThat(VERIFIER.verify(signedParts(SECRET, part(HEADER), other)))
          .as(other)
          .isEqualTo(new Refused(MALFORMED));
      assertThat(VERIFIER.verify(signedParts(SECRET, other, claims)))
          .isEqualTo(new Refused(MALFORMED));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, true",
    "119, true",
    "179, true",
    "179.999, true",
    "180, true",
    "180.001, false",
    "181, false",
    "-60, true",
    "-60.001, false",
    "-61, false",
    "315360000, false"
  })
  void allowsTheLeewayOnBothSides(String seconds, boolean accepted) {
    Duration later = Duration.parse("PT" + seconds + "S");
    Jwt jwt = at(Instant.ofEpochSecond(NOW).plus(later), 60).verify(GOOD);

    assertThat(jwt)
        .isEqualTo(accepted ? jwt : new Refused(later.isNegative() ? FUTURE : STALE))
        .matches(result -> accepted == result instanceof Authentic);
  }

  @Test
  void takesASmallerLeewayAndSurvivesClocksAtTheEndsOfTime() {
    assertThat(at(Instant.ofEpochSecond(NOW + 120), 0).verify(GOOD)).isInstanceOf(Authentic.class);
    assertThat(at(Instant.ofEpochSecond(NOW + 121), 0).verify(GOOD)).isEqualTo(new Refused(STALE));
    assertThat(at(Instant.ofEpochSecond(NOW - 1), 0).verify(GOOD)).isEqualTo(new Refused(FUTURE));
    assertThat(at(Instant.MAX, 60).verify(GOOD)).isEqualTo(new Refused(STALE));
    assertThat(at(Instant.MIN, 60).verify(GOOD)).isEqualTo(new Refused(FUTURE));
  }

  @Test
  void findsTheKeyByItsCodeAndHoldsItToItsIssuer() {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("API2", OTHER_SECRET);
    keys.put(ISSUER, SECRET);
    JwtVerifier both = verifier(keys, 60);

    assertThat(((Authentic) both.verify(GOOD)).issuer()).isEqualTo(ISSUER);
    String fromOther = signed(OTHER_SECRET, HEADER, CLAIMS.replace("API1", "API2"));
    assertThat(((Authentic) both.verify(fromOther)).issuer()).isEqualTo("API2");
    assertThat(both.verify(signed(OTHER_SECRET, HEADER, CLAIMS))).isEqualTo(new Refused(MISMATCH));
  }

  /** Every single changed, added or missing character is noticed, and nothing throws. */
  @Test
  void noticesEveryChange() {
    SplittableRandom random = new SplittableRandom(50);
    for (int i = 0; i < GOOD.length(); i++) {
      char other = (char) ('!' + random.nextInt(94));
      if (other != GOOD.charAt(i)) {
        assertRefused(GOOD.substring(0, i) + other + GOOD.substring(i + 1));
      }
      assertRefused(GOOD.substring(0, i) + GOOD.substring(i + 1));
      assertRefused(GOOD.substring(0, i) + other + GOOD.substring(i));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "short", "canary-secret-canary-secret-000"})
  void refusesSecretsThatCanBeGuessedWithoutRepeatingThem(String secret) {
    assertThatThrownBy(() -> verifier(Map.of(ISSUER, secret), 60))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the secret of API1 ")
        .hasMessageNotContaining("canary");
  }

  @Test
  void refusesKeysThatCannotBeToldApart() {
    assertThatThrownBy(() -> verifier(Map.of("A", SECRET, "B", SECRET), 60))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("the secret of [AB] is also another's");
    assertThatThrownBy(() -> verifier(Map.of(), 60)).hasMessage("expected 1 to 16 keys, got 0");
    assertThatThrownBy(() -> verifier(Map.of(" ", SECRET), 60))
        .hasMessage("the API key is empty or blank");
    assertThatThrownBy(() -> verifier(Map.of(ISSUER, SECRET), 61))
        .hasMessage("leeway must be zero to PT1M, was PT1M1S");
    assertThatThrownBy(() -> verifier(Map.of(ISSUER, SECRET), -1))
        .hasMessage("leeway must be zero to PT1M, was PT-1S");
  }

  @Test
  void writesNoTokenThatIsTooLong() {
    assertThatThrownBy(
            () ->
                Jwt.sign(
                    new HmacSha256(SECRET.getBytes(UTF_8)),
                    StrictJson.newObject().put("metadata", "x".repeat(8_192))))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a token may have 8192 characters, this one has 1");
  }

  private static void assertRefused(String token) {
    assertThat(VERIFIER.verify(token)).as(token).isInstanceOf(Refused.class);
  }

  private static String claims(String exp) {
    return "{\"iss\":\"API1\",\"exp\":" + exp + "}";
  }

  private static String hmac(String alg, String algorithm) {
    String input = part("{\"alg\":\"" + alg + "\"}") + "." + part(CLAIMS);
    return input + "." + code(algorithm, SECRET, input);
  }

  private static String rsa() throws Exception {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
    keys.initialize(2048);
    KeyPair pair = keys.generateKeyPair();
    String input = part("{\"alg\":\"RS256\"}") + "." + part(CLAIMS);
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(pair.getPrivate());
    signature.update(input.getBytes(UTF_8));
    return input + "." + Jwt.encode(signature.sign());
  }

  /** Another last digit that decodes to the same bytes. */
  private static String bent(String base64) {
    String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int last = digits.indexOf(base64.charAt(base64.length() - 1));
    return base64.substring(0, base64.length() - 1) + digits.charAt(last ^ 1);
  }

  private static String hex(String base64) {
    return java.util.HexFormat.of().formatHex(Base64.getUrlDecoder().decode(base64));
  }

  private static JwtVerifier verifier(Map<String, String> secrets, int leewaySeconds) {
    return verifier(secrets, leewaySeconds, Instant.ofEpochSecond(NOW));
  }

  private static JwtVerifier at(Instant now, int leewaySeconds) {
    return verifier(Map.of(ISSUER, SECRET), leewaySeconds, now);
  }

  private static JwtVerifier verifier(Map<String, String> secrets, int leewaySeconds, Instant now) {
    return new JwtVerifier(
        secrets, Duration.ofSeconds(leewaySeconds), Clock.fixed(now, ZoneOffset.UTC));
  }
}
