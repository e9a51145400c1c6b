package inc.phone.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.json.StrictJson;
import inc.phone.model.CallState;
import inc.phone.webhooks.IngestTicket.Outcome;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.EventRecord;
import inc.phone.webhooks.spi.CallFilter;
import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Ends calls whose end was never told: LiveKit drops events that it cannot deliver within seconds.
 *
 * <p>The host calls {@link #endSilent} now and then, once an hour for example, from one node or
 * from all of them. Get one from {@link WebhookReceiver#sweeper()}. Thread-safe.
 *
 * @since 0.1.0
 */
public final class CallSweeper {
  /** Calls that began longer ago than this are left as they are. */
  public static final Duration LOOK_BACK = Duration.ofDays(14);

  private final String source;
  private final @Nullable CallQueries queries;
  private final BiFunction<PhoneEvent, Instant, Outcome> ingest;
  private final Clock clock;

  CallSweeper(
      String source,
      @Nullable CallQueries queries,
      BiFunction<PhoneEvent, Instant, Outcome> ingest,
      Clock clock) {
    this.source = source;
    this.queries = queries;
    this.ingest = ingest;
    this.clock = clock;
  }

  /**
   * Ends every call of the source that is not over and of which nothing was received for some time.
   *
   * <p>Each gets a {@code call.ended} event with a minted id, at the time of its latest event: it
   * was alive then, and should its real end be told later, that is later and wins. Such an event is
   * stored, counted and delivered like any other. Looks at all calls that began within {@link
   * #LOOK_BACK}, on the caller's thread.
   *
   * @param silence how long nothing was received, more than zero; longer than any real pause, as
   *     four hours
   * @return how many calls were ended
   * @throws IllegalArgumentException if the time is zero or negative
   * @throws IllegalStateException if the receiver was built without queries
   * @throws RuntimeException whatever the queries throw
   */
  public int endSilent(Duration silence) {
    if (silence.isZero() || silence.isNegative()) {
      throw new IllegalArgumentException("silence must be more than zero, was " + silence);
    }
    if (queries == null) {
      throw new IllegalStateException(
          "endSilent needs queries(...), or a store that implements them");
    }
    Instant now = clock.instant();
    Instant since = now.minus(silence);
    CallFilter filter = new CallFilter(null, now.minus(LOOK_BACK), since);
    int ended = 0;
    @Nullable String cursor = null;
    do {
      Page<CallRecord> page = queries.calls(source, filter, CallQueries.MAX_LIMIT, cursor);
      for (CallRecord call : page.items()) {
        if (isOpen(call) && endIfSilent(call, queries.events(call.key()), since)) {
          ended++;
        }
      }
      cursor = page.nextCursor();
    } while (cursor != null);
    return ended;
  }

  private static boolean isOpen(CallRecord call) {
    return !CallState.ENDED.equals(call.state()) && call.endedAt() == null;
  }

  private boolean endIfSilent(CallRecord call, List<EventRecord> events, Instant since) {
    if (events.stream().anyMatch(event -> event.receivedAt().isAfter(since))) {
      return false;
    }
    Instant lastSign =
        events.stream()
            .map(EventRecord::occurredAt)
            .max(Instant::compareTo)
            .orElse(call.sortedAt());
    Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return ingest.apply(end(call.callId(), lastSign, receivedAt), receivedAt) == Outcome.ACCEPTED;
  }

  /**
   * In the flat format, so that whoever reads the stored bytes gets the same event, id included.
   */
  private static PhoneEvent end(String callId, Instant lastSign, Instant receivedAt) {
    ObjectNode body =
        StrictJson.newObject()
            .put("event_type", "call_ended")
            .put("event_ts", lastSign.toString())
            .put("call_id", callId)
            .put("reason", "nothing was received for too long");
    return WebhookFormat.PHONE_INC.read(StrictJson.write(body), receivedAt);
  }
}
