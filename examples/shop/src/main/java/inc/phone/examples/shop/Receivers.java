package inc.phone.examples.shop;

import inc.phone.settings.IntegrationSettings;
import inc.phone.settings.Secret;
import inc.phone.settings.SettingsSource;
import inc.phone.webhooks.WebhookFormat;
import inc.phone.webhooks.WebhookReceiver;
import inc.phone.webhooks.WebhookReceiverBuilder;
import inc.phone.webhooks.signature.RejectionReason;
import inc.phone.webhooks.signature.SignatureVerifier;

/**
 * Who may tell the shop about calls; all of them write the same rows.
 *
 * @param phone Phone.inc, while the integration is on
 * @param liveKit LiveKit, if it has a key
 * @param own the shop itself, for calls it routed; nothing that came over the network goes there
 */
record Receivers(WebhookReceiver phone, WebhookReceiver liveKit, WebhookReceiver own)
    implements AutoCloseable {

  /**
   * Makes the three.
   *
   * @param builder what they have in common
   * @param phone asked for each delivery, so that secrets can be rotated
   */
  static Receivers of(WebhookReceiverBuilder builder, SettingsSource phone, LiveKitConfig liveKit) {
    Live<SignatureVerifier> current = new Live<>(phone, Receivers::verifier);
    SignatureVerifier ofPhoneInc = request -> current.get().verify(request);
    WebhookReceiver own = builder.verifier(ofPhoneInc).build();
    WebhookReceiver ofLiveKit =
        builder.verifier(liveKit.verifier()).format(WebhookFormat.LIVEKIT).build();
    WebhookReceiver switched =
        builder.verifier(ofPhoneInc).format(WebhookFormat.PHONE_INC).settings(phone).build();
    return new Receivers(switched, ofLiveKit, own);
  }

  /**
   * Each secret may sign, or stand in the URL for senders that cannot sign.
   *
   * @throws IllegalArgumentException if one protects nothing
   */
  static SignatureVerifier verifier(IntegrationSettings phone) {
    String[] secrets = phone.webhookSecrets().stream().map(Secret::reveal).toArray(String[]::new);
    if (secrets.length == 0) {
      return request -> new SignatureVerifier.Rejected(RejectionReason.MISSING);
    }
    return SignatureVerifier.anyOf(
        SignatureVerifier.hmacSha256(secrets), SignatureVerifier.sharedSecret(secrets));
  }

  @Override
  public void close() {
    phone.close();
    liveKit.close();
    own.close();
  }
}
