package inc.phone.examples.shop;

import inc.phone.examples.shop.outbound.OutboundConfig;
import inc.phone.settings.Secret;
import inc.phone.webhooks.signature.HmacScheme;
import inc.phone.webhooks.signature.RejectionReason;
import inc.phone.webhooks.signature.SignatureVerifier;
import inc.phone.webhooks.signature.SignatureVerifier.Rejected;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the environment says of LiveKit; all of it may be empty.
 *
 * @param url where media sessions go, {@code wss://…}
 * @param apiKey the key that signs for this shop
 * @param apiSecret its secret
 * @param inboundTrunkId the SIP trunk of inbound calls
 * @param bridgeSecret what a bridge signs with that asks for agents; empty means that none may
 * @param outbound what placing calls needs
 * @param numbersFile the CSV file of the shop's numbers, or null for a shop without any
 */
record LiveKitConfig(
    String url,
    String apiKey,
    Secret apiSecret,
    String inboundTrunkId,
    Secret bridgeSecret,
    OutboundConfig outbound,
    @Nullable Path numbersFile) {

  /** Nobody routes calls here. */
  static final LiveKitConfig NONE =
      new LiveKitConfig("", "", Secret.of(""), "", Secret.of(""), OutboundConfig.NONE, null);

  private static final String BRIDGE_SIGNATURE = "X-LiveKit-Signature";
  private static final SignatureVerifier NOBODY = request -> new Rejected(RejectionReason.MISSING);

  boolean hasKey() {
    return !apiKey.isEmpty() && !apiSecret.isEmpty();
  }

  /**
   * LiveKit's own webhooks.
   *
   * @throws IllegalArgumentException if the secret is none that LiveKit should be run with
   */
  SignatureVerifier verifier() {
    return hasKey() ? SignatureVerifier.liveKit(apiKey, apiSecret.reveal()) : NOBODY;
  }

  /** Who may ask for an agent: the bridge with its secret, or whoever signs as LiveKit does. */
  SignatureVerifier askingForAgents() {
    return bridgeSecret.isEmpty()
        ? verifier()
        : SignatureVerifier.anyOf(
            verifier(),
            HmacScheme.builder().header(BRIDGE_SIGNATURE).build().verifier(bridgeSecret.reveal()));
  }
}
