package inc.phone.examples.shop.outbound;

import java.util.List;

/**
 * What placing calls needs, besides LiveKit's key.
 *
 * @param url LiveKit's address, {@code wss://…}
 * @param trunkId the SIP trunk of outbound calls; empty means that none are placed
 * @param recordingPath where LiveKit's egress puts recordings, such as {@code
 *     calls/{room_name}.ogg}; empty for none
 * @param regions where may be called; empty for everywhere
 */
public record OutboundConfig(
    String url, String trunkId, String recordingPath, List<String> regions) {

  /** Nobody is called. */
  public static final OutboundConfig NONE = new OutboundConfig("", "", "", List.of());

  /** Whether calls can be placed. */
  public boolean isComplete() {
    return !url.isEmpty() && !trunkId.isEmpty();
  }
}
