package inc.phone.webhooks.call;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a branch of the phone menu can be told by: which keys, in which call.
 *
 * <p>All of it is merged from the events of the call, so it is the same for every order in which
 * they arrive. Immutable and thread-safe.
 *
 * @param keys what the caller pressed, in the order of the events: one element per branch choice,
 *     at most {@value #MAX_KEYS}, the earliest; each is the sender's {@code digit}, 1 to {@value
 *     #MAX_KEY_LENGTH} characters, usually one of 0-9, * and #
 * @param callStartedAt when the call began; its first event, if no event says
 * @param mainNumber the company number that was called, as sent, or null if no event says
 * @since 0.1.0
 */
public record PressedKeys(List<String> keys, Instant callStartedAt, @Nullable String mainNumber) {
  /** How many keys of one call are remembered. */
  public static final int MAX_KEYS = 32;

  /** The longest digit that is taken for keys; a longer one is none. */
  public static final int MAX_KEY_LENGTH = 32;

  /**
   * Copies the keys.
   *
   * @param keys see the record
   * @param callStartedAt see the record
   * @param mainNumber see the record
   */
  public PressedKeys {
    keys = List.copyOf(keys);
    Objects.requireNonNull(callStartedAt, "callStartedAt");
  }

  /** Without the number. */
  @Override
  public String toString() {
    return "PressedKeys" + keys + " at " + callStartedAt;
  }
}
