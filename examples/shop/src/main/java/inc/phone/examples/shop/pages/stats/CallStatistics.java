package inc.phone.examples.shop.pages.stats;

import inc.phone.model.CallDirection;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.spi.CallFilter;
import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Adds up calls, by reading them: at most {@value #MOST}, the newest. A shop with more per month
 * would let its database count. Thread-safe.
 */
public final class CallStatistics {
  /** More calls than these are not counted, and the page says so. */
  public static final int MOST = 10_000;

  private static final int MONTH_DAYS = 30;

  /** For pages that show a count beside something else. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final CallQueries calls;
  private final String source;
  private final ZoneId zone;
  private final Clock clock;
  private final AtomicReference<@Nullable Counted> lastMonth = new AtomicReference<>();

  public CallStatistics(CallQueries calls, String source, ZoneId zone, Clock clock) {
    this.calls = calls;
    this.source = source;
    this.zone = zone;
    this.clock = clock;
  }

  /**
   * The last days.
   *
   * @param days how many, today included, 1 to 366
   */
  public Statistics ofLastDays(int days) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    LocalDate first = today.minusDays(days - 1L);
    Tally tally = new Tally(zone, first, today);
    CallFilter filter =
        new CallFilter(
            null,
            first.atStartOfDay(zone).toInstant(),
            today.plusDays(1).atStartOfDay(zone).toInstant());
    int counted = 0;
    String cursor = null;
    do {
      Page<CallRecord> page = calls.calls(source, filter, CallQueries.MAX_LIMIT, cursor);
      page.items().forEach(tally::add);
      counted += page.items().size();
      cursor = page.nextCursor();
    } while (cursor != null && counted < MOST);
    return tally.result(cursor != null);
  }

  /** Calls of the last thirty days by branch id, at most five seconds old. */
  public Map<String, Long> branchesOfLastMonth() {
    Instant now = clock.instant();
    Counted known = lastMonth.get();
    if (known == null || known.at().plus(FRESH).isBefore(now)) {
      known = new Counted(now, ofLastDays(MONTH_DAYS).branches());
      lastMonth.set(known);
    }
    return known.branches();
  }

  static boolean isOutgoing(CallRecord call) {
    return CallDirection.OUTBOUND.equals(call.direction());
  }

  private record Counted(Instant at, Map<String, Long> branches) {}
}
