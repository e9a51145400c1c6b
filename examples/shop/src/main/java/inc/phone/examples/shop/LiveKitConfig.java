package inc.phone.examples.shop;

import inc.phone.settings.Secret;
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
 * @param numbersFile the CSV file of the shop's numbers, or null for a shop without any
 */
record LiveKitConfig(
    String url,
    String apiKey,
    Secret apiSecret,
    String inboundTrunkId,
    Secret bridgeSecret,
    @Nullable Path numbersFile) {

  /** Nobody routes calls here. */
  static final LiveKitConfig NONE =
      new LiveKitConfig("", "", Secret.of(""), "", Secret.of(""), null);
}
