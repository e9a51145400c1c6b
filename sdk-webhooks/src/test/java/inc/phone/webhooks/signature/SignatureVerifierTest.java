package inc.phone.webhooks.signature;

import static inc.phone.webhooks.signature.RejectionReason.MALFORMED;
import static inc.phone.webhooks.signature.RejectionReason.MISMATCH;
import static inc.phone.webhooks.signature.RejectionReason.MISSING;
import static inc.phone.webhooks.signature.RejectionReason.STALE;
import static inc.phone.webhooks.signature.Requests.BODY;
import static inc.phone.webhooks.signature.Requests.rejected;
import static inc.phone.webhooks.signature.Requests.signedBy;
import static inc.phone.webhooks.signature.Requests.verified;
import static inc.phone.webhooks.signature.Requests.withQuery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.webhooks.WebhookRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignatureVerifierTest {
  private static final String SECRET = "canary-secret";
  private static final SignatureVerifier EITHER =
      SignatureVerifier.anyOf(
          SignatureVerifier.hmacSha256(SECRET), SignatureVerifier.sharedSecret(SECRET));

  @Test
  void acceptsWhatAnyChannelProvesWhateverTheOthersSay() {
    Map<String, List<String>> badHeader = Map.of("X-Phone-Inc-Signature", List.of("0".repeat(64)));
    String header = WebhookSigner.hmacSha256(SECRET).sign(BODY).get("X-Phone-Inc-Signature");
    Map<String, List<String>> goodHeader = Map.of("X-Phone-Inc-Signature", List.of(header));

    assertThat(EITHER.verify(WebhookRequest.of("token=" + SECRET, badHeader, BODY)))
        .isEqualTo(verified("0"));
    assertThat(EITHER.verify(WebhookRequest.of("token=wrong", goodHeader, BODY)))
        .isEqualTo(verified("0"));
    assertThat(EITHER.verify(WebhookRequest.of("token=%", badHeader, BODY)))
        .isEqualTo(rejected(MISMATCH));
  }

  @Test
  void reportsTheRejectionThatTellsMostInEitherOrder() {
    SignatureVerifier[] all =
        List.of(MISSING, STALE, MALFORMED).stream()
            .map(reason -> (SignatureVerifier) request -> rejected(reason))
            .toArray(SignatureVerifier[]::new);

    assertThat(SignatureVerifier.anyOf(all).verify(withQuery(null))).isEqualTo(rejected(STALE));
    assertThat(SignatureVerifier.anyOf(all[2], all[0]).verify(withQuery(null)))
        .isEqualTo(rejected(MALFORMED));
    assertThat(EITHER.verify(withQuery(null))).isEqualTo(rejected(MISSING));
  }

  @Test
  void needsSomethingToAskAndKeepsIt() {
    assertThatThrownBy(SignatureVerifier::anyOf)
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("anyOf needs at least one verifier");
    assertThatNullPointerException()
        .isThrownBy(() -> SignatureVerifier.anyOf((SignatureVerifier) null));
    SignatureVerifier[] array = {request -> verified("0")};
    SignatureVerifier any = SignatureVerifier.anyOf(array);
    array[0] = request -> rejected(MISSING);
    assertThat(any.verify(withQuery(null))).isEqualTo(verified("0"));
  }

  @ParameterizedTest
  @EnumSource
  void branchesWithoutACast(RejectionReason reason) {
    assertThat(branch(rejected(reason))).isEqualTo("rejected " + reason);
    assertThat(branch(verified("1"))).isEqualTo("verified 1");
    assertThat(verified("1").isVerified()).isTrue();
    assertThat(rejected(reason).isVerified()).isFalse();
  }

  @Test
  void printsNoSecret() {
    SignatureVerifier verifier = SignatureVerifier.hmacSha256(SECRET);
    WebhookSigner signer = WebhookSigner.sharedSecret(SECRET);

    assertThat(verifier + " " + signer + " " + EITHER).doesNotContain("canary");
    assertThat(verifier.verify(signedBy(WebhookSigner.hmacSha256(SECRET), BODY)).toString())
        .isEqualTo("Verified[key=0]");
  }

  private static String branch(SignatureVerifier.Result result) {
    return result.match(
        verified -> "verified " + verified.key(), rejected -> "rejected " + rejected.reason());
  }
}
