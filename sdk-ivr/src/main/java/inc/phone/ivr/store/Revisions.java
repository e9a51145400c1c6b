package inc.phone.ivr.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What all stores do alike. */
final class Revisions {
  /** How many revisions of an id are kept unless the host says otherwise. */
  static final int DEFAULT_KEPT = 1_000;

  static final int MAX_HISTORY = 1_000;

  private Revisions() {}

  /**
   * When a revision becomes current: now, but not before the one it follows, whatever the clock.
   */
  static Instant savedAt(Instant now, @Nullable Instant previous) {
    Instant moment = now.truncatedTo(ChronoUnit.MICROS);
    return previous != null && previous.isAfter(moment) ? previous : moment;
  }

  static void requireLimit(int limit) {
    if (limit < 1 || limit > MAX_HISTORY) {
      throw new IllegalArgumentException("limit must be 1 to " + MAX_HISTORY + ", was " + limit);
    }
  }
}
