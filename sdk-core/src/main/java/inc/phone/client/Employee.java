package inc.phone.client;

import inc.phone.internal.json.JsonFields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An employee of the company. All fields are documented by the vendor. Immutable and thread-safe.
 * Times are UTC, truncated to microseconds.
 *
 * @since 0.1.0
 */
public final class Employee {
  private final JsonFields fields;
  private final String id;
  private final @Nullable String name;
  private final @Nullable String email;
  private final @Nullable String phone;
  private final boolean invitationPending;
  private final @Nullable Instant createdAt;
  private final @Nullable Instant updatedAt;

  private Employee(JsonFields fields) {
    this.fields = fields;
    this.id = Json.id(fields);
    this.name = fields.text("name");
    this.email = fields.text("email");
    this.phone = fields.text("phone");
    this.invitationPending = Boolean.TRUE.equals(fields.bool("invitation_pending"));
    this.createdAt = fields.instant("created_at");
    this.updatedAt = fields.instant("updated_at");
  }

  static Employee of(JsonFields fields) {
    return new Employee(fields);
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
   * The display name.
   *
   * @return the name, or null if the answer had none
   */
  public @Nullable String name() {
    return name;
  }

  /**
   * The e-mail address, unique across all Phone.inc accounts.
   *
   * @return the address, or null if the answer had none
   */
  public @Nullable String email() {
    return email;
  }

  /**
   * Where calls go when the employee is not connected by WebRTC.
   *
   * @return the number as sent, or null
   */
  public @Nullable String phone() {
    return phone;
  }

  /**
   * Tells whether the invited person has yet to sign in for the first time.
   *
   * @return true until then; false also if the answer did not say
   */
  public boolean invitationPending() {
    return invitationPending;
  }

  /**
   * When the employee was added.
   *
   * @return the moment, or null if the answer had none
   */
  public @Nullable Instant createdAt() {
    return createdAt;
  }

  /**
   * When the employee was last changed.
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

  /** Shows the id only: the rest is personal. */
  @Override
  public String toString() {
    return "Employee[" + id + "]";
  }
}
