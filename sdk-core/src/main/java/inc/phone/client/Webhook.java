package inc.phone.client;

import inc.phone.internal.json.JsonFields;
import inc.phone.model.EventType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook subscription as Phone.inc describes it.
 *
 * <p>All fields are documented by the vendor. There is no secret among them: the vendor documents
 * no signature, so give each endpoint a URL with a token of its own. Immutable and thread-safe.
 * Times are UTC, truncated to microseconds.
 *
 * @since 0.1.0
 */
public final class Webhook {
  private final String id;
  private final @Nullable String name;
  private final @Nullable String url;
  private final List<EventType> events;
  private final boolean active;
  private final @Nullable Instant createdAt;
  private final @Nullable Instant updatedAt;
  private final JsonFields fields;

  private Webhook(JsonFields fields, String id) {
    this.id = id;
    this.name = fields.text("name");
    this.url = fields.text("url");
    List<String> words = fields.texts("events");
    this.events = words == null ? List.of() : words.stream().map(EventType::of).toList();
    this.active = !Boolean.FALSE.equals(fields.bool("active"));
    this.createdAt = fields.instant("created_at");
    this.updatedAt = fields.instant("updated_at");
    this.fields = fields;
  }

  static Webhook of(JsonFields fields) {
    return new Webhook(fields, Json.id(fields));
  }

  /**
   * The public identifier, opaque.
   *
   * @return the id, never null
   */
  public String id() {
    return id;
  }

  /**
   * The label for people.
   *
   * @return the name, or null if the answer had none
   */
  public @Nullable String name() {
    return name;
  }

  /**
   * The endpoint that receives the events. It can hold a token: keep it out of logs.
   *
   * @return the URL, or null if the answer had none
   */
  public @Nullable String url() {
    return url;
  }

  /**
   * The subscribed event types; names this SDK does not know keep their text.
   *
   * @return an immutable list in the server's order, empty if the answer had none
   */
  public List<EventType> events() {
    return events;
  }

  /**
   * Tells whether events are delivered.
   *
   * @return false if the subscription is paused; true also if the answer did not say
   */
  public boolean active() {
    return active;
  }

  /**
   * When it was created.
   *
   * @return the moment, or null if the answer had none
   */
  public @Nullable Instant createdAt() {
    return createdAt;
  }

  /**
   * When it was last changed.
   *
   * @return the moment, or null if the answer had none
   */
  public @Nullable Instant updatedAt() {
    return updatedAt;
  }

  /**
   * The whole object as it came, for fields this SDK does not know.
   *
   * @return compact JSON text
   */
  public String json() {
    return fields.node().toString();
  }

  /** Shows the id only: the URL can hold a token. */
  @Override
  public String toString() {
    return "Webhook[" + id + "]";
  }
}
