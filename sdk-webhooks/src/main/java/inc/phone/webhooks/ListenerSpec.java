package inc.phone.webhooks;

import inc.phone.internal.json.StorableText;
import inc.phone.model.EventType;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which listener, and what it wants. Immutable and thread-safe.
 *
 * <p>The name is durable: what a listener has been told of is kept under it, in the store, for all
 * nodes. A new name starts now; one that is not registered any more keeps what it is owed.
 *
 * @since 0.1.0
 */
public final class ListenerSpec {
  private static final int MAX_NAME = 100;
  private static final int DEFAULT_LANES = 8;
  private static final int MAX_LANES = 1_000;

  private final String name;
  private final Set<EventType> types;
  private final @Nullable Instant from;
  private final int lanes;

  private ListenerSpec(String name, Set<EventType> types, @Nullable Instant from, int lanes) {
    this.name = name;
    this.types = types;
    this.from = from;
    this.lanes = lanes;
  }

  /**
   * A listener for all events from now on, eight calls at once.
   *
   * @param name its durable name, 1 to 100 printable characters, no {@code ~} at the beginning
   * @return the listener
   * @throws IllegalArgumentException if the name is anything else
   */
  public static ListenerSpec named(String name) {
    if (!StorableText.isId(name) || name.length() > MAX_NAME || name.startsWith("~")) {
      throw new IllegalArgumentException(
          "a listener's name must be 1 to "
              + MAX_NAME
              + " printable characters and not begin with ~, has "
              + name.length());
    }
    return new ListenerSpec(name, Set.of(), null, DEFAULT_LANES);
  }

  /**
   * Only events of these types. Default: all, unknown types included.
   *
   * @param values the types, at least one
   * @return a listener with these types
   * @throws IllegalArgumentException if there is none
   */
  public ListenerSpec types(EventType... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("types must be 1 or more, were 0");
    }
    return new ListenerSpec(name, Set.of(values), from, lanes);
  }

  /**
   * Also events that were received before the name was known. Default: none. Done once per name,
   * whatever time is given later; takes as long as there are events.
   *
   * @param value the earliest time of receipt
   * @return a listener that starts there
   */
  public ListenerSpec from(Instant value) {
    return new ListenerSpec(name, types, Objects.requireNonNull(value, "from"), lanes);
  }

  /**
   * How many calls this node tells the listener of at once. Default: 8.
   *
   * @param value the limit, 1 to 1,000
   * @return a listener with this limit
   * @throws IllegalArgumentException if it is out of range
   */
  public ListenerSpec lanes(int value) {
    if (value < 1 || value > MAX_LANES) {
      throw new IllegalArgumentException("lanes must be 1 to " + MAX_LANES + ", was " + value);
    }
    return new ListenerSpec(name, types, from, value);
  }

  /**
   * Its durable name.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  Set<EventType> wanted() {
    return types;
  }

  boolean wants(EventType type) {
    return types.isEmpty() || types.contains(type);
  }

  @Nullable Instant from() {
    return from;
  }

  int lanes() {
    return lanes;
  }

  @Override
  public String toString() {
    return "ListenerSpec[" + name + "]";
  }
}
