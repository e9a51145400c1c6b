package inc.phone.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.json.StrictJson;
import inc.phone.model.EventType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A webhook subscription to be created: name, URL and events, all required (documented). Immutable
 * and thread-safe.
 *
 * @since 0.1.0
 */
public final class CreateWebhook {
  private final String name;
  private final String url;
  private final List<EventType> events;

  private CreateWebhook(String name, String url, List<EventType> events) {
    this.name = name;
    this.url = url;
    this.events = events;
  }

  /**
   * Starts a subscription.
   *
   * @return an empty builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Starts from this one.
   *
   * @return a builder with every value of this one
   */
  public Builder toBuilder() {
    return new Builder().name(name).url(url).events(events);
  }

  /**
   * The label for people.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * The endpoint that will receive the events.
   *
   * @return the URL
   */
  public String url() {
    return url;
  }

  /**
   * The event types to subscribe to.
   *
   * @return an immutable list without repeats, never empty
   */
  public List<EventType> events() {
    return events;
  }

  byte[] json() {
    ObjectNode json = StrictJson.newObject().put("name", name).put("url", url);
    ArrayNode words = json.putArray("events");
    events.forEach(event -> words.add(event.value()));
    return StrictJson.write(json);
  }

  /** What has to change so that a subscription is like this one; empty if nothing. */
  Optional<UpdateWebhook> changesTo(Webhook webhook) {
    boolean sameUrl = url.equals(webhook.url());
    boolean sameEvents = Set.copyOf(events).equals(Set.copyOf(webhook.events()));
    if (sameUrl && sameEvents) {
      return Optional.empty();
    }
    UpdateWebhook.Builder changes = UpdateWebhook.builder();
    if (!sameUrl) {
      changes.url(url);
    }
    if (!sameEvents) {
      changes.events(events);
    }
    return Optional.of(changes.build());
  }

  /** Shows the name only: the URL can hold a token. */
  @Override
  public String toString() {
    return "CreateWebhook[" + name + "]";
  }

  /** Collects the values of a {@link CreateWebhook}. Not thread-safe. */
  public static final class Builder {
    private @Nullable String name;
    private @Nullable String url;
    private @Nullable List<EventType> events;

    private Builder() {}

    /**
     * Sets the label for people. Required.
     *
     * @param name the name
     * @return this builder
     * @throws IllegalArgumentException if it is blank
     */
    public Builder name(String name) {
      this.name = WebhookChecks.name(name);
      return this;
    }

    /**
     * Sets the endpoint that receives the events. Required. Absolute {@code https}, at most 2048
     * characters, no user information, no fragment; a host outside ASCII is written in punycode.
     * {@code http} is accepted for {@code localhost}, {@code 127.x.x.x} and {@code [::1]} only, so
     * that developers can subscribe a local program to the simulator.
     *
     * @param url the URL
     * @return this builder
     * @throws IllegalArgumentException if it is anything else
     */
    public Builder url(String url) {
      this.url = WebhookChecks.url(url);
      return this;
    }

    /**
     * Sets the event types. Required. Types without a constant need an explicit {@link
     * EventType#of}; whether the vendor accepts unknown names is not documented.
     *
     * @param events one or more types; repeats are dropped
     * @return this builder
     * @throws IllegalArgumentException if there is none, or one is blank
     */
    public Builder events(EventType... events) {
      return events(List.of(events));
    }

    /**
     * Sets the event types, as {@link #events(EventType...)} does.
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
     * Makes the subscription.
     *
     * @return an immutable value
     * @throws IllegalStateException if name, URL or events are missing
     */
    public CreateWebhook build() {
      if (name == null || url == null || events == null) {
        throw new IllegalStateException("a webhook needs name, url and events");
      }
      return new CreateWebhook(name, url, events);
    }
  }
}
