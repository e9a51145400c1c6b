package inc.phone.examples.shop.pages.customers;

import inc.phone.examples.shop.pages.customers.TimelineEntry.Kind;
import inc.phone.examples.shop.pages.people.Person;
import java.util.List;
import java.util.Set;

/**
 * One customer.
 *
 * @param person who it is
 * @param timeline what they did, the newest first
 */
public record CustomerView(Person person, List<TimelineEntry> timeline) {
  private static final Set<Kind> CALLS = Set.of(Kind.CALL_IN, Kind.CALL_OUT);

  public long calls() {
    return timeline.stream().filter(entry -> CALLS.contains(entry.kind())).count();
  }

  public long voicemails() {
    return count(Kind.VOICEMAIL);
  }

  public long orders() {
    return count(Kind.ORDER);
  }

  public long chats() {
    return count(Kind.CHAT);
  }

  private long count(Kind kind) {
    return timeline.stream().filter(entry -> entry.kind() == kind).count();
  }
}
