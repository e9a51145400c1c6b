package inc.phone.webhooks.call;

import inc.phone.internal.json.InstantText;
import inc.phone.webhooks.call.CallStay.Role;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All stays in one call, and what follows from them. Immutable.
 *
 * <p>Each stay is two fields of the call, one for its begin and one for its end, merged like every
 * other field; so what follows from them is the same whatever order they came in.
 */
final class Stays {
  private static final String JOINED = "stay.joined ";
  private static final String LEFT = "stay.left ";
  private static final String FIRST = "stay.";
  private static final String BEHIND_LAST = "stay/";
  private static final int PARTS = 4;
  private static final Stays NONE = new Stays(List.of());

  private final @Nullable Instant answeredAt;
  private final @Nullable Instant endedAt;

  /**
   * @param latest the stay of each person that began last
   */
  private Stays(Collection<CallStay> latest) {
    List<CallStay> phones = latest.stream().filter(stay -> stay.role() != Role.HELPER).toList();
    this.answeredAt = answeredAt(latest, phones);
    this.endedAt = endedAt(phones);
  }

  static void offer(Registers fields, CallStay stay, Stamp stamp) {
    String name = (stay.leftAt() == null ? JOINED : LEFT) + stay.sid();
    fields.put(name, new Registers.Register(0, stamp, encode(stay)));
  }

  static Stays of(Registers fields) {
    Map<String, Registers.Register> found = fields.others().subMap(FIRST, true, BEHIND_LAST, false);
    if (found.isEmpty()) {
      return NONE; // every call that is not LiveKit's
    }
    Map<String, CallStay> bySid = new TreeMap<>();
    found.forEach(
        (name, register) -> {
          String sid = name.substring(name.startsWith(JOINED) ? JOINED.length() : LEFT.length());
          bySid.merge(sid, decode(sid, register.value()), Stays::both);
        });
    Map<String, CallStay> latest = new HashMap<>();
    for (CallStay stay : bySid.values()) {
      latest.merge(stay.identity(), stay, Stays::later);
    }
    return new Stays(latest.values());
  }

  /** When the first helper came, unless the call is one that we placed; else null. */
  @Nullable Instant answeredAt() {
    return answeredAt;
  }

  /** When the last one on the phone left; null if somebody is there, or nobody ever was. */
  @Nullable Instant endedAt() {
    return endedAt;
  }

  private static @Nullable Instant answeredAt(Collection<CallStay> latest, List<CallStay> phones) {
    boolean placed =
        !phones.isEmpty() && phones.stream().noneMatch(stay -> stay.role() == Role.CALLER);
    return placed
        ? null
        : latest.stream()
            .filter(stay -> stay.role() == Role.HELPER)
            .map(Stays::begin)
            .min(Instant::compareTo)
            .orElse(null);
  }

  private static @Nullable Instant endedAt(List<CallStay> phones) {
    return phones.stream().anyMatch(stay -> stay.leftAt() == null)
        ? null
        : phones.stream()
            .map(CallStay::leftAt)
            .filter(Objects::nonNull)
            .max(Instant::compareTo)
            .orElse(null);
  }

  /** Begin and end of one stay. */
  private static CallStay both(CallStay one, CallStay other) {
    return new CallStay(
        one.sid(),
        one.identity(),
        one.role(),
        one.joinedAt() != null ? one.joinedAt() : other.joinedAt(),
        one.leftAt() != null ? one.leftAt() : other.leftAt());
  }

  private static CallStay later(CallStay one, CallStay other) {
    return begin(other).isBefore(begin(one)) ? one : other;
  }

  private static Instant begin(CallStay stay) {
    Instant joined = stay.joinedAt();
    return joined != null ? joined : Objects.requireNonNullElse(stay.leftAt(), Instant.EPOCH);
  }

  private static String encode(CallStay stay) {
    return stay.role()
        + " "
        + text(stay.joinedAt())
        + " "
        + text(stay.leftAt())
        + " "
        + stay.identity();
  }

  private static CallStay decode(String sid, String value) {
    String[] parts = value.split(" ", PARTS);
    return new CallStay(
        sid, parts[3], Role.valueOf(parts[0]), instant(parts[1]), instant(parts[2]));
  }

  private static String text(@Nullable Instant instant) {
    return instant == null ? "-" : instant.toString();
  }

  private static @Nullable Instant instant(String text) {
    return text.equals("-") ? null : InstantText.parse(text);
  }
}
