package inc.phone.examples.simulator.delivery;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what {@link Statistics} tells. Thread-safe. */
final class Counters {
  enum Count {
    CALLS,
    EVENTS,
    ACKNOWLEDGED,
    UNDELIVERED,
    DROPPED,
    DELIVERIES,
    RETRIES,
    RE_RENDERED,
    RE_STAMPED,
    DUPLICATES,
    LOST_ACKNOWLEDGEMENTS,
    FORGERIES_SENT,
    FORGERIES_REFUSED,
    FORGERIES_ACCEPTED
  }

  private final Map<Count, AtomicLong> values = new EnumMap<>(Count.class);

  Counters() {
    for (Count count : Count.values()) {
      values.put(count, new AtomicLong());
    }
  }

  void add(Count count) {
    of(count).incrementAndGet();
  }

  void addIf(boolean condition, Count count) {
    if (condition) {
      add(count);
    }
  }

  Statistics snapshot(long pending) {
    return new Statistics(
        get(Count.CALLS),
        get(Count.EVENTS),
        get(Count.ACKNOWLEDGED),
        get(Count.UNDELIVERED),
        get(Count.DROPPED),
        get(Count.DELIVERIES),
        get(Count.RETRIES),
        get(Count.RE_RENDERED),
        get(Count.RE_STAMPED),
        get(Count.DUPLICATES),
        get(Count.LOST_ACKNOWLEDGEMENTS),
        get(Count.FORGERIES_SENT),
        get(Count.FORGERIES_REFUSED),
        get(Count.FORGERIES_ACCEPTED),
        pending);
  }

  private long get(Count count) {
    return of(count).get();
  }

  private AtomicLong of(Count count) {
    return Objects.requireNonNull(values.get(count));
  }
}
