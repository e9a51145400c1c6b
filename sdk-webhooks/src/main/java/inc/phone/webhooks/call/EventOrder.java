package inc.phone.webhooks.call;

import inc.phone.model.EventType;
import inc.phone.webhooks.PhoneEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The order in which listeners are told of the events of one call.
 *
 * <ol>
 *   <li>An event is held while something that must come before it is missing, and released at the
 *       latest when the hold-back window is over, counted from its receipt. Missing means: not
 *       arrived, or arrived and held itself. What must come before is in the list of ranks in
 *       {@code docs/delivery.md}; types that are not subscribed to are never waited for.
 *   <li>Of the events that are not held, one without a predecessor among them goes first; of
 *       several, the least by (time, rank of the type, id).
 *   <li>An event is late if one that sorts after it went before.
 * </ol>
 *
 * <p>So a stream that arrives in order is never held, and a sender's broken clock can neither hold
 * an event nor put it before its predecessor. An event that was received in our future, by a node
 * whose clock is ahead, is not held: its window cannot be measured.
 *
 * <p>Pure, immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class EventOrder {
  /** How long an event is held at most, unless the host says otherwise: 2 seconds. */
  public static final Duration DEFAULT_HOLD_BACK = Duration.ofSeconds(2);

  private final Set<EventType> subscribedTo;
  private final Duration holdBack;

  /**
   * What to do next.
   *
   * @param event the event that goes next, or null if there is none now
   * @param notBefore when to ask again if nothing arrives meanwhile; null if something can go now,
   *     or nothing waits
   */
  public record Next(@Nullable ReceivedEvent event, @Nullable Instant notBefore) {}

  private EventOrder(Set<EventType> subscribedTo, Duration holdBack) {
    this.subscribedTo = subscribedTo;
    this.holdBack = holdBack;
  }

  /**
   * Makes the order.
   *
   * @param subscribedTo the types that are sent to us at all; empty for all
   * @param holdBack how long an event is held at most, 0 to 1 minute
   * @return the order
   * @throws IllegalArgumentException if the window is out of range
   */
  public static EventOrder of(Set<EventType> subscribedTo, Duration holdBack) {
    if (holdBack.isNegative() || holdBack.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException("holdBack must be 0 to 1 minute, was " + holdBack);
    }
    return new EventOrder(Set.copyOf(subscribedTo), holdBack);
  }

  /**
   * Chooses the next event.
   *
   * @param waiting the events of one call that wait, in any order
   * @param call what has arrived of the call, whether it waits or not
   * @param now our time
   * @return the next event, or when to ask again
   */
  public Next next(Collection<ReceivedEvent> waiting, CallProjection call, Instant now) {
    return next(waiting, call.arrived(), now);
  }

  Next next(Collection<ReceivedEvent> waiting, Arrived arrived, Instant now) {
    List<ReceivedEvent> held = held(waiting, arrived, now);
    List<ReceivedEvent> free = new ArrayList<>(waiting);
    free.removeAll(held);
    Optional<ReceivedEvent> next =
        free.stream()
            .filter(event -> free.stream().noneMatch(other -> isBefore(other, event)))
            .min(Comparator.comparing(ReceivedEvent::stamp));
    if (next.isPresent()) {
      return new Next(next.get(), null);
    }
    return new Next(
        null, held.stream().map(this::windowEnd).min(Comparator.naturalOrder()).orElse(null));
  }

  /** Grows until nothing more is held because of what is held; a call has few events waiting. */
  private List<ReceivedEvent> held(
      Collection<ReceivedEvent> waiting, Arrived arrived, Instant now) {
    List<ReceivedEvent> inWindow =
        waiting.stream()
            .filter(event -> !now.isBefore(event.receivedAt()) && now.isBefore(windowEnd(event)))
            .toList();
    List<ReceivedEvent> held = new ArrayList<>();
    for (boolean grew = true; grew; ) {
      grew = false;
      for (ReceivedEvent event : inWindow) {
        if (!held.contains(event)
            && (Predecessors.areMissing(event.event(), arrived, subscribedTo)
                || held.stream().anyMatch(before -> isBefore(before, event)))) {
          grew = held.add(event);
        }
      }
    }
    return held;
  }

  private Instant windowEnd(ReceivedEvent event) {
    return event.receivedAt().plus(holdBack);
  }

  private static boolean isBefore(ReceivedEvent one, ReceivedEvent other) {
    return Predecessors.isBefore(one.event(), other.event());
  }

  /**
   * Tells whether a new event may end the wait of others.
   *
   * @param type its type
   * @param call the call as it was before
   * @return true if an event that comes after it is already here
   */
  public static boolean mayRelease(EventType type, CallProjection call) {
    return call.events.values().stream()
        .anyMatch(known -> Predecessors.mayHold(type, EventType.of(known.type())));
  }

  /**
   * Remembers how far a listener is.
   *
   * @param mark what this returned for the event before, or null at the beginning
   * @param event an event that the listener was told of
   * @return the greatest event so far, as text of at most 200 characters
   */
  public static String mark(@Nullable String mark, PhoneEvent event) {
    Stamp stamp = Stamp.of(event.occurredAt(), event.type(), event.id());
    if (mark != null && read(mark).compareTo(stamp) >= 0) {
      return mark;
    }
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, stamp.time());
    return micros + " " + stamp.rank() + " " + stamp.eventId();
  }

  /**
   * Tells whether an event comes too late to be told in order.
   *
   * @param mark what {@link #mark} returned last, or null at the beginning
   * @param event an event that the listener was not told of
   * @return whether the listener was told of one that sorts after it
   */
  public static boolean isLate(@Nullable String mark, PhoneEvent event) {
    return mark != null
        && read(mark).compareTo(Stamp.of(event.occurredAt(), event.type(), event.id())) > 0;
  }

  private static Stamp read(String mark) {
    String[] parts = mark.split(" ", 3);
    Instant time = Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS);
    return new Stamp(time, Integer.parseInt(parts[1]), Objects.requireNonNull(parts[2]));
  }
}
