package inc.phone.examples.simulator.call;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A voicemail.
 *
 * @param id the vendor's id; the flat format does not tell it
 * @param createdAt when it was recorded
 * @param audioUrl where the recording is; the envelope does not tell it
 * @param text what was said and when that was known, or null if it was never transcribed
 */
public record Message(String id, Instant createdAt, String audioUrl, @Nullable Text text) {
  /**
   * The words of a voicemail.
   *
   * @param at when they were ready
   * @param words what was said
   */
  public record Text(Instant at, String words) {}
}
