package inc.phone.webhooks.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SecretsTest {
  private static final String GOOD = standard(new byte[24]);

  /** T-07, T-08: through every door a secret can come in, with the exact message. */
  @ParameterizedTest
  @MethodSource("badTexts")
  void refusesTextThatIsNoSecretWithoutRepeatingIt(String secret, String message) {
    List<Consumer<String>> doors =
        List.of(
            SignatureVerifier::hmacSha256,
            SignatureVerifier::sharedSecret,
            WebhookSigner::hmacSha256,
            WebhookSigner::sharedSecret);
    for (Consumer<String> door : doors) {
      assertThatThrownBy(() -> door.accept(secret))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasNoCause()
          .hasMessage("secret 0 " + message);
    }
  }

  static Stream<Arguments> badTexts() {
    String tooShort = "bytes: fewer than 8 can be guessed";
    return Stream.of(
        Arguments.of("", "is empty or blank"),
        Arguments.of(" \t ", "is empty or blank"),
        Arguments.of("\n", "is empty or blank"),
        Arguments.of("Zq8#p", "has 5 " + tooShort),
        Arguments.of("Zq8#pqr", "has 7 " + tooShort),
        Arguments.of("Zq8#pqr\r\n", "has 7 " + tooShort),
        Arguments.of("whsec_", "has 6 " + tooShort),
        Arguments.of(
            "Zq8#pqrs\0",
            "has a NUL character: HMAC pads keys with it, so that two keys would be equal"),
        Arguments.of("Zq8#pqrs\ud800", "is not well-formed text"),
        Arguments.of(
            "Z".repeat(65),
            "has 65 bytes: HMAC hashes keys of more than 64, so that two keys would be equal"),
        Arguments.of(
            "ø".repeat(33),
            "has 66 bytes: HMAC hashes keys of more than 64, so that two keys would be equal"));
  }

  @ParameterizedTest
  @MethodSource("badStandardSecrets")
  void refusesOtherFormsThanStandardWebhooksWithoutRepeatingThem(String secret, String message) {
    List<Consumer<String>> doors =
        List.of(
            SignatureVerifier::standardWebhooks,
            given -> WebhookSigner.standardWebhooks(given, () -> "msg"));
    for (Consumer<String> door : doors) {
      assertThatThrownBy(() -> door.accept(secret))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasNoCause()
          .hasMessage("secret 0 " + message);
    }
  }

  static Stream<Arguments> badStandardSecrets() {
    String prefix = "must begin with whsec_ and nothing may stand before it";
    String base64 = "must be padded standard base64 after whsec_";
    return Stream.of(
        Arguments.of("", prefix),
        Arguments.of(GOOD.substring(6), prefix),
        Arguments.of("v1," + GOOD, prefix),
        Arguments.of(" " + GOOD, prefix),
        Arguments.of("WHSEC_" + GOOD.substring(6), prefix),
        Arguments.of("whsk_" + GOOD.substring(6), prefix),
        Arguments.of("whsec_", "has 0 bytes: fewer than 24 can be guessed"),
        Arguments.of(standard(new byte[23]), "has 23 bytes: fewer than 24 can be guessed"),
        Arguments.of(
            standard(new byte[65]),
            "has 65 bytes: HMAC hashes keys of more than 64, so that two keys would be equal"),
        Arguments.of(GOOD + " ", base64),
        Arguments.of(GOOD + "\n" + GOOD, base64),
        Arguments.of(standard(new byte[25]).replace("=", ""), base64),
        Arguments.of(standard(new byte[25]).replace("A==", "B=="), base64),
        Arguments.of("whsec_" + "-_".repeat(16), base64),
        Arguments.of("whsec_" + "!".repeat(32), base64),
        Arguments.of("whsec_" + "ø".repeat(32), base64));
  }

  @Test
  void takesSecretsOfTheSmallestAndLargestSize() {
    assertThat(Secrets.ofText("12345678").get(0)).hasSize(8);
    assertThat(Secrets.ofText("1".repeat(64)).get(0)).hasSize(64);
    assertThat(Secrets.ofText("øøøø").get(0)).hasSize(8);
    assertThat(Secrets.ofStandardForm(standard(new byte[24])).get(0)).hasSize(24);
    assertThat(Secrets.ofStandardForm(standard(new byte[64])).get(0)).hasSize(64);
  }

  @Test
  void removesTheEndOfALineAndNothingElse() {
    assertThat(Secrets.ofText("12345678\r\n\n").get(0)).asString(UTF_8).isEqualTo("12345678");
    assertThat(Secrets.ofText(" 12345678 ").get(0)).asString(UTF_8).isEqualTo(" 12345678 ");
    assertThat(Secrets.ofStandardForm(GOOD + "\n").get(0)).isEqualTo(new byte[24]);
  }

  @Test
  void refusesRotationToTheSameKey() {
    assertThatThrownBy(() -> SignatureVerifier.hmacSha256("12345678", "abcdefgh", "12345678\n"))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("secret 2 is the same key as secret 0");
    assertThatThrownBy(
            () ->
                SignatureVerifier.standardWebhooks(standard(new byte[24]), standard(new byte[32])))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("secret 1 is the same key as secret 0");
  }

  @Test
  void refusesNullAndNoneAndTooMany() {
    assertThatNullPointerException()
        .isThrownBy(() -> SignatureVerifier.hmacSha256("12345678", null))
        .withMessage("secret 1");
    assertThatThrownBy(SignatureVerifier::hmacSha256)
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected 1 to 16 secrets, got 0");
    String[] many = new String[17];
    Arrays.setAll(many, i -> "secret-number-" + i);
    assertThatThrownBy(() -> SignatureVerifier.sharedSecret(many))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected 1 to 16 secrets, got 17");
  }

  private static String standard(byte[] key) {
    return "whsec_" + Base64.getEncoder().encodeToString(key);
  }
}
