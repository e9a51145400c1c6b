package inc.phone.examples.simulator.subscription;

import inc.phone.examples.simulator.call.Ids;
import inc.phone.examples.simulator.call.Seeds;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All subscriptions of the company, oldest first. Thread-safe.
 *
 * <p>Their ids come from the seed and the order of creation; their times from the clock.
 */
public final class Subscriptions {
  private static final long IDS = 100;

  private final long seed;
  private final Clock clock;
  private final AtomicLong created = new AtomicLong();
  private final ConcurrentSkipListMap<Long, Subscription> byNumber = new ConcurrentSkipListMap<>();

  /**
   * None yet.
   *
   * @param seed the seed of everything
   * @param clock tells when subscriptions are created and changed
   */
  public Subscriptions(long seed, Clock clock) {
    this.seed = seed;
    this.clock = clock;
  }

  /**
   * Adds an active subscription.
   *
   * @param name a label
   * @param url where events go
   * @param events the event types
   * @return with its id
   */
  public Subscription create(String name, String url, List<String> events) {
    long number = created.getAndIncrement();
    String id = Ids.ulid(Seeds.random(seed, IDS, number));
    Instant now = now();
    Subscription subscription =
        new Subscription(id, name, url, List.copyOf(events), true, now, now);
    byNumber.put(number, subscription);
    return subscription;
  }

  /**
   * Changes a subscription.
   *
   * @param id which
   * @param change what to set
   * @return as it is now, or empty if there is none
   */
  public Optional<Subscription> update(String id, SubscriptionChange change) {
    return number(id)
        .map(number -> byNumber.computeIfPresent(number, (n, old) -> change.applyTo(old, now())));
  }

  /**
   * Removes a subscription; nothing more is delivered to it.
   *
   * @param id which
   * @return false if there is none
   */
  public boolean delete(String id) {
    return number(id).map(byNumber::remove).isPresent();
  }

  /**
   * All of them.
   *
   * @return oldest first
   */
  public List<Subscription> list() {
    return List.copyOf(byNumber.values());
  }

  /**
   * Who is to be told of an event now.
   *
   * @param event its type
   * @return active subscriptions that hold it
   */
  public List<Subscription> wanting(String event) {
    return byNumber.values().stream().filter(subscription -> subscription.wants(event)).toList();
  }

  /**
   * One of them, if it is still to be told of an event.
   *
   * @param id which
   * @param event the type
   * @return empty if it was deleted or paused, or no longer wants it
   */
  public Optional<Subscription> stillWanting(String id, String event) {
    return wanting(event).stream().filter(subscription -> subscription.id().equals(id)).findAny();
  }

  private Optional<Long> number(String id) {
    return byNumber.entrySet().stream()
        .filter(entry -> entry.getValue().id().equals(id))
        .map(entry -> entry.getKey())
        .findAny();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
