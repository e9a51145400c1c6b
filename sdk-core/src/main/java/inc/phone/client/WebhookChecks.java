package inc.phone.client;

import inc.phone.model.EventType;
import java.util.Collection;
import java.util.List;

/** What the API requires of a subscription, checked before anything is sent. */
final class WebhookChecks {
  private WebhookChecks() {}

  static String name(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name must not be blank");
    }
    return name;
  }

  static String url(String url) {
    Urls.requireHttps("url", url);
    return url;
  }

  static List<EventType> events(Collection<EventType> events) {
    if (events.isEmpty()) {
      throw new IllegalArgumentException("events must name at least one event type");
    }
    for (EventType event : events) {
      if (event.value().isBlank()) {
        throw new IllegalArgumentException("events must not hold a blank name");
      }
    }
    return events.stream().distinct().toList();
  }
}
