package inc.phone.client;

import inc.phone.client.wire.Exchange;
import inc.phone.client.wire.WireReply;
import inc.phone.internal.json.JsonFields;
import inc.phone.internal.json.StrictJson;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The company's saved contacts. Listing and finding them is documented by the vendor; how to write
 * them is not. Thread-safe. See {@link PhoneIncClient} for what all methods have in common.
 *
 * @since 0.1.0
 */
public final class Contacts {
  private static final String PATH = "/api/v1/contacts";

  private final Api api;

  Contacts(Api api) {
    this.api = api;
  }

  /**
   * Lists every contact, newest first; there are no pages (documented).
   *
   * @return an immutable list in the server's order
   */
  public List<Contact> list() {
    return list(api.waiting()).await();
  }

  /**
   * Does what {@link #list()} does, without waiting.
   *
   * @return the future list
   */
  public CompletableFuture<List<Contact>> listAsync() {
    return list(api.background());
  }

  /**
   * Finds the contact of a number.
   *
   * @param phone the number; the server normalises it (documented), so spaces do not matter, and
   *     what it cannot normalise is simply not found
   * @return the contact or empty
   * @throws IllegalArgumentException if the number is blank
   */
  public Optional<Contact> findByPhone(String phone) {
    return findByPhone(api.waiting(), phone).await();
  }

  /**
   * Does what {@link #findByPhone} does, without waiting.
   *
   * @param phone the number
   * @return the future contact or empty
   * @throws IllegalArgumentException if the number is blank
   */
  public CompletableFuture<Optional<Contact>> findByPhoneAsync(String phone) {
    return findByPhone(api.background(), phone);
  }

  private PendingAnswer<List<Contact>> list(Exchange exchange) {
    return api.get(exchange, PATH, Json.list("contacts", Contact::of));
  }

  private PendingAnswer<Optional<Contact>> findByPhone(Exchange exchange, String phone) {
    if (phone.isBlank()) {
      throw new IllegalArgumentException("phone must not be blank");
    }
    String target = PATH + "?phone=" + Urls.encode(phone);
    return api.get(exchange, target, Contacts::atMostOne);
  }

  /** More than one would mean that the server did not look at the number: nobody is better. */
  private static Optional<Contact> atMostOne(WireReply reply) {
    JsonFields fields = StrictJson.readAnswer(reply.body(), "contacts");
    List<Contact> found = Json.elements(fields, "contacts", Contact::of);
    if (found.size() > 1) {
      throw fields.problem("contacts", "at most one contact");
    }
    return found.stream().findFirst();
  }
}
