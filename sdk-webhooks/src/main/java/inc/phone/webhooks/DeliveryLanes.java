package inc.phone.webhooks;

import inc.phone.webhooks.spi.DeliveryStore;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who works on which lanes of a receiver, and on how many at once.
 *
 * @param workers by the name of the listener
 * @param limits by the name of the listener
 * @param beginners what has to begin once per name
 */
record DeliveryLanes(
    Map<String, LaneWorker> workers, Map<String, Integer> limits, List<PastLane> beginners) {
  DeliveryLanes {
    workers = Map.copyOf(workers);
    limits = Map.copyOf(limits);
    beginners = List.copyOf(beginners);
  }

  /** A listener and how it is told. */
  record Registration(ListenerSpec spec, Teller.Maker teller) {}

  static DeliveryLanes of(
      List<Registration> listeners,
      DeliveryStore store,
      String source,
      DeliveryOptions options,
      Clock clock,
      Observer observer) {
    Map<String, LaneWorker> workers = new HashMap<>();
    Map<String, Integer> limits = new HashMap<>();
    List<PastLane> beginners =
        listeners.stream()
            .map(Registration::spec)
            .filter(spec -> spec.from() != null)
            .map(spec -> new PastLane(spec, source, store, clock))
            .toList();
    for (PastLane past : beginners) {
      workers.put(past.name(), past);
      limits.put(past.name(), 1);
    }
    for (Registration listener : listeners) {
      String name = listener.spec().name();
      Teller teller = listener.teller().make(store);
      workers.put(
          name, new ListenerLane(name, teller, options, Dispatcher.PER_LANE, clock, observer));
      limits.put(name, listener.spec().lanes());
    }
    return new DeliveryLanes(workers, limits, beginners);
  }

  DeliveryLanes withLookups(MatchLane lane) {
    Map<String, LaneWorker> more = new HashMap<>(workers);
    more.put(MatchLane.NAME, lane);
    Map<String, Integer> moreLimits = new HashMap<>(limits);
    moreLimits.put(MatchLane.NAME, MatchLane.LANES);
    return new DeliveryLanes(more, moreLimits, beginners);
  }

  /** How many lanes are worked on at once, of all listeners together, lookups included. */
  static int total(List<Registration> listeners) {
    int total = MatchLane.LANES;
    for (Registration listener : listeners) {
      total += listener.spec().lanes() + (listener.spec().from() == null ? 0 : 1);
    }
    return total;
  }
}
