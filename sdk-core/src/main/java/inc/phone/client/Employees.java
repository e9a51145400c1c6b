package inc.phone.client;

import inc.phone.client.wire.Exchange;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The company's employees. Listing them is documented by the vendor; how to add, change or remove
 * them is not. Thread-safe. See {@link PhoneIncClient} for what all methods have in common.
 *
 * @since 0.1.0
 */
public final class Employees {
  private final Api api;

  Employees(Api api) {
    this.api = api;
  }

  /**
   * Lists every employee; there are no pages (documented).
   *
   * @return an immutable list in the server's order
   */
  public List<Employee> list() {
    return list(api.waiting()).await();
  }

  /**
   * Does what {@link #list()} does, without waiting.
   *
   * @return the future list
   */
  public CompletableFuture<List<Employee>> listAsync() {
    return list(api.background());
  }

  private PendingAnswer<List<Employee>> list(Exchange exchange) {
    return api.get(exchange, "/api/v1/employees", Json.list("employees", Employee::of));
  }
}
