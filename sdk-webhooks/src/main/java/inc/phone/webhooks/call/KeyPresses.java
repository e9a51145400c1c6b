package inc.phone.webhooks.call;

import inc.phone.model.EventType;
import inc.phone.webhooks.PhoneEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a call's branch choices, by event.
 *
 * <p>Of an event the least stamp counts, and under one stamp the greatest key; of all events the
 * least {@value PressedKeys#MAX_KEYS}. Both are independent of order and repetition: an event that
 * had to go was behind enough others, and those only ever move forward. Not thread-safe.
 */
final class KeyPresses {
  /** One key with its place in the call. */
  record Press(Stamp stamp, String key) {
    Press orEarlier(Press other) {
      int order = stamp.compareTo(other.stamp);
      return order < 0 || (order == 0 && key.compareTo(other.key) >= 0) ? this : other;
    }
  }

  private final Map<String, Press> byEvent = new TreeMap<>();

  void offer(PhoneEvent event, Stamp stamp) {
    String key = usable(event.digit());
    if (key != null && event.type().equals(EventType.BRANCH_SELECTED)) {
      put(new Press(stamp, key));
    }
  }

  void put(Press press) {
    byEvent.merge(press.stamp().eventId(), press, Press::orEarlier);
    if (byEvent.size() > PressedKeys.MAX_KEYS) {
      byEvent.values().stream()
          .max(Comparator.comparing(Press::stamp))
          .ifPresent(last -> byEvent.remove(last.stamp().eventId()));
    }
  }

  List<Press> inOrder() {
    if (byEvent.isEmpty()) {
      return List.of(); // nearly always
    }
    return byEvent.values().stream().sorted(Comparator.comparing(Press::stamp)).toList();
  }

  /** The keys, or the one that other events mention, if there was no event of the choice itself. */
  List<String> keys(@Nullable String mentioned) {
    if (byEvent.isEmpty()) {
      String key = usable(mentioned);
      return key == null ? List.of() : List.of(key);
    }
    return inOrder().stream().map(Press::key).toList();
  }

  private static @Nullable String usable(@Nullable String digit) {
    return digit == null || digit.isEmpty() || digit.length() > PressedKeys.MAX_KEY_LENGTH
        ? null
        : digit;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyPresses that && byEvent.equals(that.byEvent);
  }

  @Override
  public int hashCode() {
    return byEvent.hashCode();
  }
}
