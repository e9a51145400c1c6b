package inc.phone.examples.simulator.subscription;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to set in a subscription; null leaves a value as it is.
 *
 * @param name a label
 * @param url where events go
 * @param events replaces the whole list
 * @param active false pauses, true resumes
 */
public record SubscriptionChange(
    @Nullable String name,
    @Nullable String url,
    @Nullable List<String> events,
    @Nullable Boolean active) {
  Subscription applyTo(Subscription old, Instant now) {
    return new Subscription(
        old.id(),
        name == null ? old.name() : name,
        url == null ? old.url() : url,
        events == null ? old.events() : List.copyOf(events),
        active == null ? old.active() : active,
        old.createdAt(),
        now);
  }
}
