package inc.phone.webhooks.signature;

import static inc.phone.webhooks.signature.RejectionReason.MALFORMED;
import static inc.phone.webhooks.signature.RejectionReason.MISMATCH;
import static inc.phone.webhooks.signature.RejectionReason.MISSING;
import static inc.phone.webhooks.signature.RejectionReason.TOO_MANY_CANDIDATES;
import static inc.phone.webhooks.signature.Requests.BODY;
import static inc.phone.webhooks.signature.Requests.rejected;
import static inc.phone.webhooks.signature.Requests.signedBy;
import static inc.phone.webhooks.signature.Requests.verified;
import static inc.phone.webhooks.signature.Requests.withHeader;
import static inc.phone.webhooks.signature.Requests.withQuery;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.core.testkit.HostileLocales;
import inc.phone.webhooks.WebhookRequest;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SharedSecretSchemeTest {
  private static final String HEADER = "X-Phone-Inc-Token";
  private static final String SECRET = "a+b/c=I&d i";
  private static final String ENCODED = "a%2Bb%2fc%3DI%26d%20i";
  private static final SignatureVerifier VERIFIER =
      SignatureVerifier.sharedSecret(SECRET, "other-secret");

  /** T-17 and the ways to write a query. */
  @ParameterizedTest
  @MethodSource("queries")
  void answersEveryQueryUnderEveryLocale(String query, SignatureVerifier.Result expected) {
    HostileLocales.checkUnderAll(
        () -> {
          assertThat(VERIFIER.verify(withQuery(query))).isEqualTo(expected);
        });
  }

  static Stream<Arguments> queries() {
    return Stream.of(
        Arguments.of("token=" + ENCODED, verified("0")),
        Arguments.of("token=a+b/c=I%26d i", verified("0")),
        Arguments.of("token=other-secret", verified("1")),
        Arguments.of("%74oken=other-secret", verified("1")),
        Arguments.of("a=1&token=other-secret&b=2", verified("1")),
        Arguments.of("&&token=other-secret", verified("1")),
        Arguments.of("token=wrong&token=other-secret", verified("1")),
        Arguments.of("token=%zz&token=other-secret", verified("1")),
        Arguments.of("token=other-secret&token=%", verified("1")),
        Arguments.of("%zz=1&token=other-secret", verified("1")),
        Arguments.of("token=wrong&".repeat(15) + "token=other-secret", verified("1")),
        Arguments.of(
            "token=wrong&".repeat(16) + "token=other-secret", rejected(TOO_MANY_CANDIDATES)),
        Arguments.of("token=wrong&".repeat(10_000), rejected(TOO_MANY_CANDIDATES)),
        Arguments.of(null, rejected(MISSING)),
        Arguments.of("", rejected(MISSING)),
        Arguments.of("&", rejected(MISSING)),
        Arguments.of("=other-secret", rejected(MISSING)),
        Arguments.of("other-secret", rejected(MISSING)),
        Arguments.of("Token=other-secret", rejected(MISSING)),
        Arguments.of("token2=other-secret", rejected(MISSING)),
        Arguments.of("toke=other-secret", rejected(MISSING)),
        Arguments.of("?token=other-secret", rejected(MISSING)),
        Arguments.of(" token=other-secret", rejected(MISSING)),
        Arguments.of("a=1;token=other-secret", rejected(MISSING)),
        Arguments.of("t%6fken%00=other-secret", rejected(MISSING)),
        Arguments.of("token", rejected(MISMATCH)),
        Arguments.of("token=", rejected(MISMATCH)),
        Arguments.of("token=other-secre", rejected(MISMATCH)),
        Arguments.of("token=other-secret ", rejected(MISMATCH)),
        Arguments.of("token=other-secret%00", rejected(MISMATCH)),
        Arguments.of("token=other-secret%0A", rejected(MISMATCH)),
        Arguments.of("token=OTHER-SECRET", rejected(MISMATCH)),
        Arguments.of("token=other-secret#x", rejected(MISMATCH)),
        Arguments.of("token=a%20b/c=I%26d%20i", rejected(MISMATCH)),
        Arguments.of("token=%c0%af%ff", rejected(MISMATCH)),
        Arguments.of("token=" + "x".repeat(100_000), rejected(MISMATCH)),
        Arguments.of("token=%", rejected(MALFORMED)),
        Arguments.of("token=other-secret%", rejected(MALFORMED)),
        Arguments.of("token=other-secret%7", rejected(MALFORMED)),
        Arguments.of("token=%zz", rejected(MALFORMED)),
        Arguments.of("token=%-1", rejected(MALFORMED)),
        Arguments.of("token=%+1", rejected(MALFORMED)),
        Arguments.of("token=% 1", rejected(MALFORMED)),
        Arguments.of("token=%u0041", rejected(MALFORMED)),
        Arguments.of("token=%\uff11\uff11", rejected(MALFORMED)),
        Arguments.of("token=%\u0661\u0661", rejected(MALFORMED)),
        Arguments.of("token=\ud800", rejected(MISMATCH)));
  }

  @Test
  void takesTheSecretFromTheHeaderToo() {
    assertThat(VERIFIER.verify(signedBy(WebhookSigner.sharedSecret(SECRET), BODY)))
        .isEqualTo(verified("0"));
    assertThat(VERIFIER.verify(withHeader("x-phone-inc-TOKEN", "wrong", " other-secret\t")))
        .isEqualTo(verified("1"));
    assertThat(VERIFIER.verify(withHeader(HEADER, "other-secret\r\n")))
        .isEqualTo(rejected(MISMATCH));
    assertThat(VERIFIER.verify(withHeader(HEADER, "wrong,other-secret")))
        .isEqualTo(rejected(MISMATCH));
    assertThat(VERIFIER.verify(withHeader(HEADER, ""))).isEqualTo(rejected(MISMATCH));
    assertThat(VERIFIER.verify(withHeader("Authorization", "other-secret")))
        .isEqualTo(rejected(MISSING));
  }

  @Test
  void countsHeaderAndQueryTogether() {
    Map<String, List<String>> headers = Map.of(HEADER, java.util.Collections.nCopies(16, "wrong"));

    assertThat(VERIFIER.verify(WebhookRequest.of("token=other-secret", headers, BODY)))
        .isEqualTo(rejected(TOO_MANY_CANDIDATES));
    assertThat(
            VERIFIER.verify(
                WebhookRequest.of("token=other-secret", Map.of(HEADER, List.of("wrong")), BODY)))
        .isEqualTo(verified("1"));
  }

  @Test
  void findsAnySecretThatIsPercentEncoded() {
    SplittableRandom random = new SplittableRandom(17);
    for (int i = 0; i < 500; i++) {
      StringBuilder secret = new StringBuilder("x");
      for (int length = 8 + random.nextInt(8); length > 0; length--) {
        secret.appendCodePoint(1 + random.nextInt(0x2ff));
      }
      String encoded = URLEncoder.encode(secret + "x", UTF_8).replace("+", "%20");

      assertThat(SignatureVerifier.sharedSecret(secret + "x").verify(withQuery("token=" + encoded)))
          .isEqualTo(verified("0"));
    }
  }

  @Test
  void usesTheNamesItIsToldTo() {
    SharedSecretScheme scheme =
        SharedSecretScheme.builder().header("X-Key").parameter("k").build().toBuilder().build();
    SignatureVerifier verifier = scheme.verifier(SECRET);

    assertThat(scheme.signer(SECRET + "\n").sign(BODY)).isEqualTo(Map.of("X-Key", SECRET));
    assertThat(verifier.verify(signedBy(scheme.signer(SECRET), BODY))).isEqualTo(verified("0"));
    assertThat(verifier.verify(withQuery("k=" + ENCODED))).isEqualTo(verified("0"));
    assertThat(verifier.verify(withQuery("token=" + ENCODED))).isEqualTo(rejected(MISSING));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a=b", "ø"})
  void refusesNamesNobodyCanSend(String name) {
    assertThatThrownBy(() -> SharedSecretScheme.builder().parameter(name))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "parameter must be 1 to 128 letters, digits or signs as in HTTP, was '" + name + "'");
  }
}
