package inc.phone.webhooks.call;

import inc.phone.webhooks.PhoneEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Puts the events of many calls in {@link EventOrder}, in memory, for whoever needs the order
 * without a store.
 *
 * <p>Give it each event once; it does not recognise repeats of what it released. Events that are in
 * order come out of {@link #offer} at once. Others are held; ask {@link #release} at {@link
 * #nextRelease}. The durable lanes of a receiver use the same order.
 *
 * <p>Bounded: when more events of a call are held than {@code perCall}, those of this call are
 * released at once, in order. When more than {@code total} events are held or calls remembered, the
 * call that was longest without an event is released and forgotten; events of it that come later
 * are held for predecessors that it had. Nothing is ever dropped.
 *
 * <p>No clock, no thread, no input or output. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class EventReorderer {
  private final EventOrder order;
  private final int perCall;
  private final int total;
  private final Map<CallKey, Lane> lanes = new LinkedHashMap<>(16, 0.75f, true);
  private final TreeSet<Due> due = new TreeSet<>(Due.ORDER);
  private int held;

  /**
   * An event on its way out.
   *
   * @param key its call
   * @param event the event
   * @param late whether an event that sorts after it was released before
   */
  public record Released(CallKey key, PhoneEvent event, boolean late) {}

  private record Due(Instant at, CallKey key) {
    static final Comparator<Due> ORDER =
        Comparator.comparing(Due::at)
            .thenComparing(due -> due.key().source())
            .thenComparing(due -> due.key().callId());
  }

  private static final class Lane {
    private final Arrived arrived = new Arrived();
    private final List<ReceivedEvent> waiting = new ArrayList<>();
    private @Nullable Stamp released;
    private @Nullable Due due;
  }

  /**
   * Makes an empty one.
   *
   * @param order the order
   * @param perCall how many events of one call are held at most, 1 or more
   * @param total how many events are held and how many calls remembered at most, 1 or more
   * @throws IllegalArgumentException if a bound is less than 1
   */
  public EventReorderer(EventOrder order, int perCall, int total) {
    if (perCall < 1 || total < 1) {
      throw new IllegalArgumentException(
          "perCall and total must be 1 or more, were " + perCall + " and " + total);
    }
    this.order = order;
    this.perCall = perCall;
    this.total = total;
  }

  /**
   * Takes an event in.
   *
   * @param key its call
   * @param event the event
   * @param receivedAt when it came; also the time it is now
   * @return what can go now, in order
   */
  public List<Released> offer(CallKey key, PhoneEvent event, Instant receivedAt) {
    Lane lane = lanes.computeIfAbsent(key, call -> new Lane());
    lane.arrived.add(event);
    lane.waiting.add(new ReceivedEvent(event, receivedAt));
    held++;
    List<Released> out = new ArrayList<>();
    release(key, lane, receivedAt, out);
    if (lane.waiting.size() > perCall) {
      flush(key, lane, out);
    }
    while (held > total || lanes.size() > total) {
      Map.Entry<CallKey, Lane> eldest =
          first(entry -> held <= total || !entry.getValue().waiting.isEmpty());
      flush(eldest.getKey(), eldest.getValue(), out);
      lanes.remove(eldest.getKey());
    }
    return out;
  }

  private Map.Entry<CallKey, Lane> first(Predicate<Map.Entry<CallKey, Lane>> which) {
    return lanes.entrySet().stream().filter(which).findFirst().orElseThrow();
  }

  /**
   * Releases what was held long enough.
   *
   * @param now our time
   * @return what can go now; the events of each call in order
   */
  public List<Released> release(Instant now) {
    List<Released> out = new ArrayList<>();
    while (!due.isEmpty() && !due.first().at().isAfter(now)) {
      Due next = due.first();
      Lane lane = lanes.get(next.key());
      if (lane != null) {
        release(next.key(), lane, now, out);
      }
    }
    return out;
  }

  /**
   * When {@link #release} has something to do, if nothing is offered before.
   *
   * @return the time, or empty if nothing is held
   */
  public Optional<Instant> nextRelease() {
    return due.isEmpty() ? Optional.empty() : Optional.of(due.first().at());
  }

  private void flush(CallKey key, Lane lane, List<Released> out) {
    release(key, lane, Instant.MAX, out);
  }

  private void release(CallKey key, Lane lane, Instant now, List<Released> out) {
    EventOrder.Next next = order.next(lane.waiting, lane.arrived, now);
    for (ReceivedEvent event = next.event(); event != null; event = next.event()) {
      lane.waiting.remove(event);
      held--;
      Stamp stamp = event.stamp();
      boolean late = lane.released != null && lane.released.compareTo(stamp) > 0;
      lane.released = late ? lane.released : stamp;
      out.add(new Released(key, event.event(), late));
      next = order.next(lane.waiting, lane.arrived, now);
    }
    if (lane.due != null) {
      due.remove(lane.due);
    }
    lane.due = next.notBefore() == null ? null : new Due(next.notBefore(), key);
    if (lane.due != null) {
      due.add(lane.due);
    }
  }
}
