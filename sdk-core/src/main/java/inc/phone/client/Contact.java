package inc.phone.client;

import inc.phone.internal.json.JsonFields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A saved contact, which labels the calls of its number. All fields are documented by the vendor.
 * Immutable and thread-safe. Times are UTC, truncated to microseconds.
 *
 * @since 0.1.0
 */
public final class Contact {
  private final JsonFields fields;
  private final String id;
  private final @Nullable String name;
  private final @Nullable String email;
  private final @Nullable String phone;
  private final @Nullable String phoneFormatted;
  private final @Nullable String companyName;
  private final @Nullable String note;
  private final @Nullable Instant createdAt;
  private final @Nullable Instant updatedAt;

  private Contact(JsonFields fields) {
    this.fields = fields;
    this.id = Json.id(fields);
    this.name = fields.text("name");
    this.email = fields.text("email");
    this.phone = fields.text("phone");
    this.phoneFormatted = fields.text("phone_formatted");
    this.companyName = fields.text("company_name");
    this.note = fields.text("note");
    this.createdAt = fields.instant("created_at");
    this.updatedAt = fields.instant("updated_at");
  }

  static Contact of(JsonFields fields) {
    return new Contact(fields);
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
   * The name.
   *
   * @return the name or null
   */
  public @Nullable String name() {
    return name;
  }

  /**
   * The e-mail address.
   *
   * @return the address or null
   */
  public @Nullable String email() {
    return email;
  }

  /**
   * The number, E.164, unique within the company.
   *
   * @return the number, or null if the answer had none
   */
  public @Nullable String phone() {
    return phone;
  }

  /**
   * The number for display, international.
   *
   * @return the text, or null if the answer had none
   */
  public @Nullable String phoneFormatted() {
    return phoneFormatted;
  }

  /**
   * The company of the contact.
   *
   * @return the name or null
   */
  public @Nullable String companyName() {
    return companyName;
  }

  /**
   * Free text, at most 10,000 characters.
   *
   * @return the text or null
   */
  public @Nullable String note() {
    return note;
  }

  /**
   * When the contact was saved.
   *
   * @return the moment, or null if the answer had none
   */
  public @Nullable Instant createdAt() {
    return createdAt;
  }

  /**
   * When the contact was last changed.
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
    return "Contact[" + id + "]";
  }
}
