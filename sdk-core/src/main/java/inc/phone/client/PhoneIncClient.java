package inc.phone.client;

/**
 * The client for the Phone.inc REST API.
 *
 * <p>Make one and share it: it is immutable, thread-safe, and keeps connections open.
 *
 * <ul>
 *   <li><b>Time.</b> A call ends at its deadline (30 s unless set), whatever the server does.
 *   <li><b>Redirects</b> are never followed, so that the key cannot travel to another host.
 *   <li><b>Threads.</b> Nothing blocks but the methods that wait for an answer, and those can be
 *       interrupted. Futures complete on the client's own daemon threads, which also carry the
 *       requests, at most 64 at a time: do not block there, use the {@code …Async} methods of
 *       {@code CompletableFuture}.
 * </ul>
 *
 * @since 0.1.0
 */
public final class PhoneIncClient implements AutoCloseable {
  private final Connections connections;
  private final Webhooks webhooks;

  PhoneIncClient(Connections connections, Api api) {
    this.connections = connections;
    this.webhooks = new Webhooks(api);
  }

  /**
   * Starts a client.
   *
   * @return a builder with every option at its default
   */
  public static PhoneIncClientBuilder builder() {
    return new PhoneIncClientBuilder();
  }

  /**
   * Webhook subscriptions.
   *
   * @return the resource, to be kept or asked for again
   */
  public Webhooks webhooks() {
    return webhooks;
  }

  /**
   * Ends what the client started: calls under way fail with a {@link TransportException}, idle
   * connections are closed, threads end. A second call does nothing.
   */
  @Override
  public void close() {
    connections.close();
  }
}
