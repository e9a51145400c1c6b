package inc.phone.examples.shop.pages.customers;

import inc.phone.examples.shop.pages.people.People;
import inc.phone.examples.shop.pages.telefon.CallRow;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.spi.CallFilter;
import inc.phone.webhooks.spi.CallQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts calls, voicemails, orders and chats of a customer on one line. Thread-safe. */
public final class Timeline {
  private static final int CALLS = 100;

  private final CallQueries calls;
  private final String source;
  private final People people;
  private final ShopHistory history;

  public Timeline(CallQueries calls, String source, People people, ShopHistory history) {
    this.calls = calls;
    this.source = source;
    this.people = people;
    this.history = history;
  }

  /**
   * The newest first; of calls the newest hundred.
   *
   * @param branches names of branches by id
   */
  List<TimelineEntry> of(String customerId, Map<String, String> branches) {
    List<TimelineEntry> entries = new ArrayList<>();
    CallFilter filter = new CallFilter(customerId, null, null);
    for (CallRecord call : calls.calls(source, filter, CALLS, null).items()) {
      entries.add(TimelineEntry.of(CallRow.of(call, people, branches), call.summary()));
      call.voicemails().forEach(voicemail -> entries.add(TimelineEntry.of(voicemail)));
    }
    history.orders(customerId).forEach(order -> entries.add(TimelineEntry.of(order)));
    history.chats(customerId).forEach(chat -> entries.add(TimelineEntry.of(chat)));
    entries.sort(TimelineEntry.NEWEST_FIRST);
    return entries;
  }
}
