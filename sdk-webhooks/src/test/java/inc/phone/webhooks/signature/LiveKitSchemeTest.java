package inc.phone.webhooks.signature;

import static inc.phone.webhooks.signature.RejectionReason.BODY_CHANGED;
import static inc.phone.webhooks.signature.RejectionReason.FUTURE;
import static inc.phone.webhooks.signature.RejectionReason.MALFORMED;
import static inc.phone.webhooks.signature.RejectionReason.MISMATCH;
import static inc.phone.webhooks.signature.RejectionReason.MISSING;
import static inc.phone.webhooks.signature.RejectionReason.STALE;
import static inc.phone.webhooks.signature.Requests.rejected;
import static inc.phone.webhooks.signature.Requests.verified;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.core.testkit.HostileLocales;
import inc.phone.internal.crypto.HmacSha256;
import inc.phone.internal.crypto.Jwt;
import inc.phone.internal.json.StrictJson;
import inc.phone.webhooks.WebhookRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveKitSchemeTest {
  private static final JsonNode VECTORS = vectors();
  private static final String API_KEY = VECTORS.get("api_key").textValue();
  private static final String SECRET = VECTORS.get("api_secret").textValue();
  private static final Instant NOW = Instant.ofEpochSecond(VECTORS.get("now_epoch").longValue());
  private static final byte[] BODY = VECTORS.get("body").textValue().getBytes(UTF_8);
  private static final String OTHER_KEY = "APItestkey00002";
  private static final String OTHER_SECRET = "test-only-secret-test-only-secret-0002";
  private static final SignatureVerifier VERIFIER = at(NOW).verifier(Map.of(API_KEY, SECRET));

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void agreesWithTheVectors(String name, JsonNode vector) {
    byte[] body = vector.path("body").asText(VECTORS.get("body").textValue()).getBytes(UTF_8);
    WebhookRequest request = request(body, vector.get("authorization").textValue());
    boolean accepted = vector.get("expect").textValue().equals("ok");

    assertThat(VERIFIER.verify(request).isVerified()).as(name).isEqualTo(accepted);
  }

  static List<Object[]> cases() {
    List<Object[]> cases = new ArrayList<>();
    VECTORS
        .get("webhook_cases")
        .forEach(vector -> cases.add(new Object[] {vector.get("name").textValue(), vector}));
    return cases;
  }

  @Test
  void looksAtAllVectors() {
    assertThat(cases()).hasSize(19);
  }

  /** Why each of them is refused, for the operator. */
  @ParameterizedTest
  @CsvSource({
    "body re-serialised (space added), BODY_CHANGED",
    "other secret, MISMATCH",
    "unknown api key, MISMATCH",
    "alg none, MISMATCH",
    "alg HS512, MISMATCH",
    "expired 61 s ago, STALE",
    "nbf 61 s ahead, FUTURE",
    "no exp, MALFORMED",
    "no sha256 (an access token replayed as webhook auth), MALFORMED",
    "sha256 hex, BODY_CHANGED",
    "sha256 base64url unpadded, BODY_CHANGED",
    "empty header, MALFORMED",
    "not a jwt, MALFORMED",
    "trailing dot / 4 parts, MALFORMED"
  })
  void tellsTheOperatorWhy(String name, RejectionReason reason) {
    JsonNode vector = (JsonNode) cases().stream().filter(c -> c[0].equals(name)).findAny().get()[1];
    byte[] body = vector.path("body").asText(VECTORS.get("body").textValue()).getBytes(UTF_8);

    assertThat(VERIFIER.verify(request(body, vector.get("authorization").textValue())))
        .isEqualTo(rejected(reason));
  }

  @Test
  void refusesThePeersAccessToken() {
    String token = VECTORS.get("access_token").get("peer_jwt").textValue();

    assertThat(VERIFIER.verify(request(BODY, token))).isEqualTo(rejected(MALFORMED));
  }

  @Test
  void signsWhatItVerifiesUnderEveryLocale() {
    HostileLocales.checkUnderAll(
        () -> {
          WebhookSigner signer = at(NOW).signer(API_KEY, SECRET);
          for (byte[] body : List.of(BODY, new byte[0], new byte[] {0, -1, 7})) {
            assertThat(VERIFIER.verify(Requests.signedBy(signer, body)))
                .isEqualTo(verified(API_KEY));
          }
          assertThat(signer.sign(BODY).keySet()).containsExactly("Authorization");
        });
  }

  /** T-09, T-10: one bit, one byte, another spelling of the same JSON. */
  @Test
  void coversTheExactBytes() {
    String token = token(SECRET);
    for (int i = 0; i < BODY.length; i++) {
      byte[] changed = BODY.clone();
      changed[i] ^= 1;
      assertThat(VERIFIER.verify(request(changed, token))).isEqualTo(rejected(BODY_CHANGED));
    }
    for (byte[] other :
        List.of(
            new byte[0],
            Arrays.copyOf(BODY, BODY.length - 1),
            Arrays.copyOf(BODY, BODY.length + 1),
            (new String(BODY, UTF_8) + "\n").getBytes(UTF_8),
            new String(BODY, UTF_8).replace("ø", "\\u00f8").getBytes(UTF_8))) {
      assertThat(VERIFIER.verify(request(other, token))).isEqualTo(rejected(BODY_CHANGED));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<t>", "Bearer <t>", "bearer <t>", "BEARER  <t>", " <t>\t", "Bearer\t<t>"})
  void readsTheHeaderTolerantly(String template) {
    boolean accepted = !template.contains("Bearer\t");
    SignatureVerifier.Result expected = accepted ? verified(API_KEY) : rejected(MISMATCH);
    String value = template.replace("<t>", token(SECRET));

    assertThat(VERIFIER.verify(request(BODY, value))).isEqualTo(expected);
  }

  @Test
  void readsTheOlderHeaderAndEveryCaseOfTheName() {
    for (String name : List.of("Authorization", "authorization", "AUTHORIZATION", "Authorize")) {
      assertThat(VERIFIER.verify(Requests.with(Map.of(name, token(SECRET)), BODY)))
          .as(name)
          .isEqualTo(verified(API_KEY));
    }
    for (String name : List.of("X-LiveKit-Signature", "Proxy-Authorization")) {
      assertThat(VERIFIER.verify(Requests.with(Map.of(name, token(SECRET)), BODY)))
          .as(name)
          .isEqualTo(rejected(MISSING));
    }
  }

  /** T-05. */
  @Test
  void oneRightTokenAmongSixteenIsEnough() {
    String good = token(SECRET);
    assertThat(VERIFIER.verify(request(BODY, "Basic abc", good))).isEqualTo(verified(API_KEY));
    assertThat(VERIFIER.verify(request(BODY, good, "Basic abc"))).isEqualTo(verified(API_KEY));
    String[] many = new String[17];
    Arrays.fill(many, "a.b.c");
    many[15] = good;
    assertThat(VERIFIER.verify(request(BODY, many))).isEqualTo(verified(API_KEY));
    many[15] = "a.b.c";
    many[16] = good;
    assertThat(VERIFIER.verify(request(BODY, many))).isEqualTo(rejected(MISMATCH));
    assertThat(VERIFIER.verify(request(BODY, good + "," + good))).isEqualTo(rejected(MALFORMED));
  }

  @Test
  void acceptsEveryActiveKeyAndSaysWhich() {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put(API_KEY, SECRET);
    keys.put(OTHER_KEY, OTHER_SECRET);
    SignatureVerifier both = at(NOW).verifier(keys);
    WebhookSigner other = at(NOW).signer(OTHER_KEY, OTHER_SECRET);

    assertThat(both.verify(Requests.signedBy(other, BODY))).isEqualTo(verified(OTHER_KEY));
    assertThat(both.verify(request(BODY, token(SECRET)))).isEqualTo(verified(API_KEY));
    assertThat(VERIFIER.verify(Requests.signedBy(other, BODY))).isEqualTo(rejected(MISMATCH));
    WebhookSigner crossed = at(NOW).signer(API_KEY, OTHER_SECRET);
    assertThat(both.verify(Requests.signedBy(crossed, BODY))).isEqualTo(rejected(MISMATCH));
  }

  /** A right code proves nothing if the claim about the body has another type. */
  @Test
  void refusesClaimsAboutTheBodyOfAnotherType() {
    for (String sha256 : List.of("null", "7", "true", "[]", "{}", "[\"x\"]")) {
      ObjectNode claims = Jwt.claims(API_KEY, NOW, Duration.ofMinutes(5));
      claims.set("sha256", StrictJson.read(sha256.getBytes(UTF_8)));
      String token = Jwt.sign(new HmacSha256(SECRET.getBytes(UTF_8)), claims);

      assertThat(VERIFIER.verify(request(BODY, token))).as(sha256).isEqualTo(rejected(MALFORMED));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, true",
    "360, true",
    "361, false",
    "-60, true",
    "-61, false",
    "1296000, false",
    "-315360000, false"
  })
  void acceptsTheLeewayInBothDirections(long seconds, boolean accepted) {
    SignatureVerifier.Result expected =
        accepted ? verified(API_KEY) : rejected(seconds < 0 ? FUTURE : STALE);
    SignatureVerifier later = at(NOW.plusSeconds(seconds)).verifier(Map.of(API_KEY, SECRET));

    assertThat(later.verify(request(BODY, token(SECRET)))).isEqualTo(expected);
  }

  @Test
  void takesASmallerLeewayAndNoLargerOne() {
    LiveKitScheme strict =
        at(NOW.plusSeconds(301)).toBuilder().leeway(Duration.ZERO).build().toBuilder().build();
    assertThat(strict.verifier(Map.of(API_KEY, SECRET)).verify(request(BODY, token(SECRET))))
        .isEqualTo(rejected(STALE));
    for (String leeway : List.of("PT-1S", "PT1M0.001S")) {
      assertThatThrownBy(() -> LiveKitScheme.builder().leeway(Duration.parse(leeway)))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("leeway must be zero to PT1M, was " + leeway);
    }
  }

  @Test
  void verifiesByTheSystemsClockUnlessToldOtherwise() {
    SignatureVerifier verifier = SignatureVerifier.liveKit(API_KEY, SECRET);

    assertThat(verifier.verify(Requests.signedBy(WebhookSigner.liveKit(API_KEY, SECRET), BODY)))
        .isEqualTo(verified(API_KEY));
    assertThat(verifier.verify(request(BODY, token(SECRET))).isVerified()).isFalse();
  }

  /** T-07, T-08, T-50: through both doors, without repeating the secret. */
  @Test
  void refusesSecretsThatAreNone() {
    for (String secret : List.of("", " ", "canary", "canary-".repeat(10), "canary\0".repeat(5))) {
      assertThatThrownBy(() -> SignatureVerifier.liveKit(API_KEY, secret))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("the secret of APItestkey00001 ")
          .hasMessageNotContaining("canary");
      assertThatThrownBy(() -> WebhookSigner.liveKit(API_KEY, secret))
          .isExactlyInstanceOf(IllegalArgumentException.class);
    }
    assertThat(VERIFIER.toString()).doesNotContain(SECRET);
  }

  private static String token(String secret) {
    return at(NOW).signer(API_KEY, secret).sign(BODY).get("Authorization");
  }

  private static WebhookRequest request(byte[] body, String... authorization) {
    return WebhookRequest.of(null, Map.of("Authorization", List.of(authorization)), body);
  }

  private static LiveKitScheme at(Instant now) {
    return LiveKitScheme.builder().clock(Clock.fixed(now, ZoneOffset.UTC)).build();
  }

  private static JsonNode vectors() {
    try (InputStream in =
        LiveKitSchemeTest.class.getResourceAsStream("/vectors/livekit_webhooks.json")) {
      return StrictJson.read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
