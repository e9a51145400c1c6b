package inc.phone.examples.simulator.subscription;

import java.time.Instant;
import java.util.List;

/**
 * A webhook subscription, with the fields of the vendor's page.
 *
 * @param id unique
 * @param name a label
 * @param url where events go
 * @param events the event types it wants
 * @param active whether it is told anything at present
 * @param createdAt when it was created
 * @param updatedAt when it was last changed
 */
public record Subscription(
    String id,
    String name,
    String url,
    List<String> events,
    boolean active,
    Instant createdAt,
    Instant updatedAt) {
  boolean wants(String event) {
    return active && events.contains(event);
  }
}
