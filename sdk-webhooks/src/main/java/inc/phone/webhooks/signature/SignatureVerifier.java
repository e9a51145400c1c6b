package inc.phone.webhooks.signature;

public interface SignatureVerifier {
  Result verify(inc.phone.webhooks.WebhookRequest request);

  sealed interface Result permits Verified, Rejected {}

  record Verified(String key) implements Result {}

  record Rejected(String reason) implements Result {}
}
