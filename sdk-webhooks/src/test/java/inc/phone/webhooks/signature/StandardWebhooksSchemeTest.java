package inc.phone.webhooks.signature;

import static inc.phone.webhooks.signature.RejectionReason.FUTURE;
import static inc.phone.webhooks.signature.RejectionReason.MALFORMED;
import static inc.phone.webhooks.signature.RejectionReason.MISMATCH;
import static inc.phone.webhooks.signature.RejectionReason.MISSING;
import static inc.phone.webhooks.signature.RejectionReason.STALE;
import static inc.phone.webhooks.signature.RejectionReason.TOO_MANY_CANDIDATES;
import static inc.phone.webhooks.signature.Requests.rejected;
import static inc.phone.webhooks.signature.Requests.verified;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.core.testkit.HostileLocales;
import inc.phone.webhooks.WebhookRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardWebhooksSchemeTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OTHER = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final Instant NOW = Instant.ofEpochSecond(1_614_265_330);
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
  private static final String GOOD = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
  private static final String BAD = "v1," + Base64.getEncoder().encodeToString(new byte[32]);
  private static final SignatureVerifier VERIFIER = at(NOW).verifier(SECRET);

  /** The example of the specification's reference implementations. */
  @Test
  void agreesWithThePublishedExampleUnderEveryLocale() {
    HostileLocales.checkUnderAll(
        () -> {
          assertThat(at(NOW).signer(SECRET, () -> ID).sign(BODY))
              .isEqualTo(
                  Map.of(
                      "webhook-id", ID,
                      "webhook-timestamp", "1614265330",
                      "webhook-signature", GOOD));
          assertThat(at(NOW).verifier(SECRET).verify(valid().request())).isEqualTo(verified("0"));
        });
  }

  /** T-14: a replay inside the window is authentic; that it is a repeat, the store finds out. */
  @ParameterizedTest
  @CsvSource({
    "0, true", "0.001, true", "299, true", "300, true", "300.001, false", "301, false",
    "259200, false", "1296000, false", "-299, true", "-300, true", "-300.001, false", "-301, false",
    "-315360000, false"
  })
  void acceptsTheToleranceInBothDirections(String ageSeconds, boolean accepted) {
    Duration age = Duration.parse("PT" + ageSeconds + "S");
    SignatureVerifier.Result expected =
        accepted ? verified("0") : rejected(age.isNegative() ? FUTURE : STALE);

    assertThat(at(NOW.plus(age)).verifier(SECRET).verify(valid().request())).isEqualTo(expected);
  }

  @Test
  void takesAnotherTolerance() {
    StandardWebhooksScheme scheme =
        at(NOW.plusSeconds(11)).toBuilder().tolerance(Duration.ofSeconds(10)).build();

    assertThat(scheme.verifier(SECRET).verify(valid().request())).isEqualTo(rejected(STALE));
    assertThat(
            scheme.toBuilder()
                .tolerance(Duration.ofSeconds(Long.MAX_VALUE))
                .build()
                .verifier(SECRET)
                .verify(valid().request()))
        .isEqualTo(verified("0"));
  }

  @Test
  void survivesClocksAtTheEndsOfTime() {
    assertThat(at(Instant.MAX).verifier(SECRET).verify(valid().request()))
        .isEqualTo(rejected(STALE));
    assertThat(at(Instant.MIN).verifier(SECRET).verify(valid().request()))
        .isEqualTo(rejected(FUTURE));
  }

  /** T-15. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-1",
        "+1614265330",
        "1e9",
        "0x10",
        "1614265330.0",
        "1614265330000",
        "9223372036854775807",
        "-9223372036854775808",
        "99999999999999999999",
        "16 14265330",
        "١٦١٤٢٦٥٣٣٠",
        "１６１４２６５３３０",
        "1614265330\n",
        "\u00a01614265330",
        "1614265330,1614265330",
        "now"
      })
  void refusesTimestampsOfAnotherForm(String timestamp) {
    HostileLocales.checkUnderAll(
        () -> {
          assertThat(VERIFIER.verify(valid().header("webhook-timestamp", timestamp).request()))
              .isEqualTo(rejected(MALFORMED));
        });
  }

  @Test
  void refusesTimestampsThatWereNotSigned() {
    for (String timestamp : List.of("0", "1614265331", "01614265330", "999999999999")) {
      assertThat(VERIFIER.verify(valid().header("webhook-timestamp", timestamp).request()))
          .isEqualTo(rejected(MISMATCH));
    }
  }

  @Test
  void tellsThatAnOldRequestWasAuthentic() {
    Instant signedFarAhead = Instant.ofEpochSecond(999_999_999_999L);
    Map<String, String> signed = at(signedFarAhead).signer(SECRET, () -> ID).sign(BODY);
    Map<String, String> longAgo = at(Instant.EPOCH).signer(SECRET, () -> ID).sign(BODY);

    assertThat(VERIFIER.verify(Requests.with(signed, BODY))).isEqualTo(rejected(FUTURE));
    assertThat(VERIFIER.verify(Requests.with(longAgo, BODY))).isEqualTo(rejected(STALE));
  }

  /** T-12: with a dot in the id, the same bytes could be signed for another id and body. */
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a.1", ".", "a b", "a\nb", "ø", "a\u0000", "\uff41"})
  void refusesIdsOfAnotherFormOnBothSides(String id) {
    assertThat(VERIFIER.verify(valid().header("webhook-id", id).request()))
        .isEqualTo(rejected(MALFORMED));
    assertThatThrownBy(() -> at(NOW).signer(SECRET, () -> id).sign(BODY))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("cannot sign: ");
  }

  @Test
  void takesIdsOfUpTo256Characters() {
    String longest = "~!".repeat(128);

    assertThat(
            VERIFIER.verify(Requests.with(at(NOW).signer(SECRET, () -> longest).sign(BODY), BODY)))
        .isEqualTo(verified("0"));
    assertThat(VERIFIER.verify(valid().header("webhook-id", longest + "x").request()))
        .isEqualTo(rejected(MALFORMED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
  void needsEachHeader(String name) {
    assertThat(VERIFIER.verify(valid().without(name).request())).isEqualTo(rejected(MISSING));
  }

  @ParameterizedTest
  @ValueSource(strings = {"webhook-id", "webhook-timestamp"})
  void refusesRepeatedHeadersEvenOfTheSameValue(String name) {
    String value = valid().headers.get(name).get(0);

    assertThat(VERIFIER.verify(valid().header(name, value, value).request()))
        .isEqualTo(rejected(MALFORMED));
    assertThat(VERIFIER.verify(valid().header(name, value, "1").request()))
        .isEqualTo(rejected(MALFORMED));
  }

  /** T-05 in the notation of this scheme. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<good> | VERIFIED",
        "<bad> <good> | VERIFIED",
        "<good> <bad> | VERIFIED",
        "v0,x v1a,y <good> | VERIFIED",
        "  <good>   | VERIFIED",
        "<bad> | MISMATCH",
        "v1 | MALFORMED",
        "v1, | MALFORMED",
        "v1= | MALFORMED",
        "',,,' | MALFORMED",
        "<code> | MALFORMED",
        "v1,v1,<code> | MALFORMED",
        "v0,<code> | MALFORMED",
        "V1,<code> | MALFORMED",
        "v1a,<code> | MALFORMED",
        "v1=<code> | MALFORMED",
        "<good>,<good> | MALFORMED",
        "<good>; | MALFORMED",
        "v1,<good> | MALFORMED"
      })
  void answersEverySignatureHeader(String template, String outcome) {
    String value =
        template.replace("<good>", GOOD).replace("<bad>", BAD).replace("<code>", GOOD.substring(3));
    SignatureVerifier.Result expected =
        outcome.equals("VERIFIED") ? verified("0") : rejected(RejectionReason.valueOf(outcome));

    assertThat(VERIFIER.verify(valid().header("webhook-signature", value).request()))
        .isEqualTo(expected);
  }

  @Test
  void looksAtSixteenSignaturesOverAllLines() {
    assertThat(VERIFIER.verify(valid().header("webhook-signature", BAD, GOOD).request()))
        .isEqualTo(verified("0"));
    String fifteen = (BAD + " ").repeat(15);
    assertThat(VERIFIER.verify(valid().header("webhook-signature", fifteen + GOOD).request()))
        .isEqualTo(verified("0"));
    assertThat(VERIFIER.verify(valid().header("webhook-signature", fifteen + BAD, GOOD).request()))
        .isEqualTo(rejected(TOO_MANY_CANDIDATES));
    assertThat(
            VERIFIER.verify(
                valid().header("webhook-signature", (BAD + " ").repeat(10_000) + GOOD).request()))
        .isEqualTo(rejected(TOO_MANY_CANDIDATES));
  }

  @Test
  void acceptsEveryActiveSecretAndSaysWhich() {
    assertThat(at(NOW).verifier(OTHER, SECRET).verify(valid().request())).isEqualTo(verified("1"));
    assertThat(at(NOW).verifier(OTHER).verify(valid().request())).isEqualTo(rejected(MISMATCH));
  }

  @Test
  void coversTheBodyAndTrimsOnlySpacesAndTabs() {
    assertThat(VERIFIER.verify(valid().body("{\"test\": 2432232315}").request()))
        .isEqualTo(rejected(MISMATCH));
    assertThat(
            VERIFIER.verify(
                valid()
                    .header("webhook-id", " " + ID)
                    .header("webhook-timestamp", "1614265330\t")
                    .request()))
        .isEqualTo(verified("0"));
    assertThat(VERIFIER.verify(valid().header("WEBHOOK-ID", ID).without("webhook-id").request()))
        .isEqualTo(verified("0"));
  }

  @Test
  void verifiesByTheSystemsClockUnlessToldOtherwise() {
    WebhookSigner signer = WebhookSigner.standardWebhooks(SECRET, () -> ID);

    assertThat(SignatureVerifier.standardWebhooks(SECRET).verify(Requests.signedBy(signer, BODY)))
        .isEqualTo(verified("0"));
    assertThat(SignatureVerifier.standardWebhooks(SECRET).verify(valid().request()))
        .isEqualTo(rejected(STALE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S"})
  void refusesTolerancesThatTolerateNothing(String tolerance) {
    assertThatThrownBy(() -> StandardWebhooksScheme.builder().tolerance(Duration.parse(tolerance)))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("tolerance must be more than zero, was " + tolerance);
  }

  @Test
  void doesNotSignForTimesNobodyAccepts() {
    assertThatThrownBy(() -> at(Instant.ofEpochSecond(-1)).signer(SECRET, () -> ID).sign(BODY))
        .isExactlyInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> at(Instant.MAX).signer(SECRET, () -> ID).sign(BODY))
        .isExactlyInstanceOf(IllegalArgumentException.class);
  }

  private static StandardWebhooksScheme at(Instant now) {
    return StandardWebhooksScheme.builder().clock(Clock.fixed(now, ZoneOffset.UTC)).build();
  }

  private static Delivery valid() {
    return new Delivery()
        .header("webhook-id", ID)
        .header("webhook-timestamp", "1614265330")
        .header("webhook-signature", GOOD);
  }

  private static final class Delivery {
    private final Map<String, List<String>> headers = new HashMap<>();
    private byte[] body = BODY;

    Delivery header(String name, String... values) {
      headers.put(name, List.of(values));
      return this;
    }

    Delivery without(String name) {
      headers.remove(name);
      return this;
    }

    Delivery body(String text) {
      body = text.getBytes(UTF_8);
      return this;
    }

    WebhookRequest request() {
      return WebhookRequest.of(null, headers, body);
    }
  }
}
