package inc.phone.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.json.StrictJson;
import inc.phone.model.EventType;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes to a webhook subscription: any of name, URL, events and active (documented). What is not
 * set stays as it is. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class UpdateWebhook {
  private final @Nullable String name;
  private final @Nullable String url;
  private final @Nullable List<EventType> events;
  private final @Nullable Boolean active;

  private UpdateWebhook(Builder builder) {
    this.name = builder.name;
    this.url = builder.url;
    this.events = builder.events;
    this.active = builder.active;
  }

  /**
   * Starts a set of changes.
   *
   * @return an empty builder
   */
  public static Builder builder() {
    return new Builder();
  }

  byte[] json() {
    ObjectNode json = StrictJson.newObject();
    if (name != null) {
      json.put("name", name);
    }
    if (url != null) {
      json.put("url", url);
    }
    if (events != null) {
      ArrayNode words = json.putArray("events");
      events.forEach(event -> words.add(event.value()));
    }
    if (active != null) {
      json.put("active", active);
    }
    return StrictJson.write(json);
  }

  /** Collects the values of an {@link UpdateWebhook}. Not thread-safe. */
  public static final class Builder {
    private @Nullable String name;
    private @Nullable String url;
    private @Nullable List<EventType> events;
    private @Nullable Boolean active;

    private Builder() {}

    /**
     * Changes the label for people.
     *
     * @param name the new name
     * @return this builder
     * @throws IllegalArgumentException if it is blank
     */
    public Builder name(String name) {
      this.name = WebhookChecks.name(name);
      return this;
    }

    /**
     * Changes the endpoint; the rules are those of {@link CreateWebhook.Builder#url}.
     *
     * @param url the new URL
     * @return this builder
     * @throws IllegalArgumentException if it breaks the rules
     */
    public Builder url(String url) {
      this.url = WebhookChecks.url(url);
      return this;
    }

    /**
     * Replaces the whole list of event types (documented).
     *
     * @param events one or more types; repeats are dropped
     * @return this builder
     * @throws IllegalArgumentException if there is none, or one is blank
     */
    public Builder events(EventType... events) {
      return events(List.of(events));
    }

    /**
     * Replaces the whole list of event types, as {@link #events(EventType...)} does.
     *
     * @param events one or more types; repeats are dropped
     * @return this builder
     * @throws IllegalArgumentException if there is none, or one is blank
     */
    public Builder events(Collection<EventType> events) {
      this.events = WebhookChecks.events(events);
      return this;
    }

    /**
     * Pauses or resumes delivery.
     *
     * @param active false to pause without deleting, true to resume
     * @return this builder
     */
    public Builder active(boolean active) {
      this.active = active;
      return this;
    }

    /**
     * Makes the changes.
     *
     * @return an immutable value
     * @throws IllegalStateException if nothing is to be changed
     */
    public UpdateWebhook build() {
      if (name == null && url == null && events == null && active == null) {
        throw new IllegalStateException(
            "an update needs at least one of name, url, events, active");
      }
      return new UpdateWebhook(this);
    }
  }
}
