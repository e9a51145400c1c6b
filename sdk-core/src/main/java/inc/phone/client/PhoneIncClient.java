package inc.phone.client;

import inc.phone.client.wire.Exchange;
import inc.phone.internal.json.StrictJson;
import inc.phone.internal.json.UnreadableJsonException;
import inc.phone.model.Beta;
import inc.phone.model.CallSource;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The client for the Phone.inc REST API.
 *
 * <p>Make one and share it: it is immutable, thread-safe, and keeps connections open.
 *
 * <ul>
 *   <li><b>Two forms.</b> A method that waits works on the calling thread. Its {@code …Async} twin
 *       returns a future, which completes on a thread of the client; at most 64 such requests are
 *       under way at once, more of them queue. Cancelling the future cancels the request.
 *   <li><b>Time.</b> A call ends at its deadline (30 s unless set), retries included; an interrupt
 *       of the waiting thread ends it too. Both are noticed within 50 ms. Only the system's name
 *       resolution cannot be cut short for a method that waits.
 *   <li><b>Retries.</b> Connections that fail and status 429 are always tried again, broken
 *       connections and 5xx only for requests that read: a request that may have taken effect is
 *       not repeated unless {@link PhoneIncClientBuilder#resendWrites} says so.
 *   <li><b>Failures</b> are an {@link ApiException} (an answer that is no success), a {@link
 *       TransportException} (no answer) or an {@link UnreadableResponseException}.
 *   <li><b>Redirects</b> are never followed, so that the key cannot travel to another host.
 *   <li><b>Size.</b> Answers may have 32 MiB, since some lists come without pages.
 * </ul>
 *
 * @since 0.1.0
 */
public final class PhoneIncClient implements AutoCloseable {
  private final PhoneIncClientBuilder settings;
  private final Connections connections;
  private final boolean owner;
  private final Api api;

  PhoneIncClient(PhoneIncClientBuilder settings, Connections connections, boolean owner, Api api) {
    this.settings = settings;
    this.connections = connections;
    this.owner = owner;
    this.api = api;
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
   * Makes a client from the environment variables {@code PHONE_INC_API_KEY} and, if set, {@code
   * PHONE_INC_BASE_URL}.
   *
   * @return a new client, to be closed when it is no longer needed
   * @throws IllegalStateException if {@code PHONE_INC_API_KEY} is not set
   * @throws IllegalArgumentException if a value is not usable
   */
  public static PhoneIncClient fromEnv() {
    return fromEnv(System.getenv());
  }

  static PhoneIncClient fromEnv(Map<String, String> environment) {
    String key = environment.getOrDefault("PHONE_INC_API_KEY", "");
    String baseUrl = environment.getOrDefault("PHONE_INC_BASE_URL", "");
    if (key.isBlank()) {
      throw new IllegalStateException("the environment variable PHONE_INC_API_KEY is not set");
    }
    PhoneIncClientBuilder builder = builder().apiKey(key);
    return (baseUrl.isBlank() ? builder : builder.baseUrl(baseUrl)).build();
  }

  /**
   * Starts from this client. What is built shares its connections and threads, unless it is given
   * an HTTP client of its own, and ends when this one is closed; closing it closes nothing else.
   *
   * @return a builder with every option of this client
   */
  public PhoneIncClientBuilder toBuilder() {
    return new PhoneIncClientBuilder(settings, connections);
  }

  /**
   * This client with other options, for one call or some: {@code
   * phone.with(options).webhooks().list()}. It shares everything and needs no closing.
   *
   * @param options what differs
   * @return a light client, to be dropped or kept
   * @throws IllegalArgumentException if an option is out of range
   */
  public PhoneIncClient with(RequestOptions options) {
    PhoneIncClientBuilder builder = toBuilder();
    options.applyTo(builder);
    return builder.build();
  }

  /**
   * Webhook subscriptions.
   *
   * @return the resource
   */
  public Webhooks webhooks() {
    return new Webhooks(api);
  }

  /**
   * Employees.
   *
   * @return the resource
   */
  public Employees employees() {
    return new Employees(api);
  }

  /**
   * Voicemails.
   *
   * @return the resource
   */
  public Voicemails voicemails() {
    return new Voicemails(api);
  }

  /**
   * Contacts.
   *
   * @return the resource
   */
  public Contacts contacts() {
    return new Contacts(api);
  }

  /**
   * Calls. The vendor documents the operations in prose; paths and filter names are inference.
   *
   * @return the resource
   */
  @Beta
  public Calls calls() {
    return new Calls(api);
  }

  /**
   * Recent calls and voicemails in the form that {@code CallReconciler} of sdk-webhooks takes: what
   * {@link #calls()} and {@link #voicemails()} list, without the calls that have not started. How
   * far back the vendor lists calls is not documented.
   *
   * @return the source; light, to be dropped or kept
   */
  @Beta
  public CallSource recentCalls() {
    return new RecentCalls(calls(), voicemails());
  }

  /**
   * Sends any request, with the same credential, retries, errors and limits, for what this SDK has
   * no method for.
   *
   * @param method the HTTP method in capitals
   * @param path path and query as they are to be sent, percent-encoded, such as {@code
   *     /api/v1/main-numbers}
   * @param json the body, or null for none; it must be JSON
   * @return the answer, of any 2xx
   * @throws IllegalArgumentException if the method or path is malformed, the body is not JSON, or
   *     GET or HEAD has one
   */
  public ApiResponse request(String method, String path, @Nullable String json) {
    return request(api.waiting(), method, path, json).await();
  }

  /**
   * Does what {@link #request} does, without waiting.
   *
   * @param method the HTTP method in capitals
   * @param path path and query
   * @param json the body, or null for none
   * @return the future answer; cancelling it cancels the request
   * @throws IllegalArgumentException as {@link #request} does
   */
  public CompletableFuture<ApiResponse> requestAsync(
      String method, String path, @Nullable String json) {
    return request(api.background(), method, path, json);
  }

  private PendingAnswer<ApiResponse> request(
      Exchange exchange, String method, String path, @Nullable String json) {
    if (!method.matches("[A-Z]{1,20}")) {
      throw new IllegalArgumentException("method must be 1 to 20 capital letters");
    }
    if (json != null && (method.equals("GET") || method.equals("HEAD"))) {
      throw new IllegalArgumentException(method + " has no body");
    }
    byte[] body = json == null ? null : requireJson(json);
    return api.send(exchange, method, Urls.requireTarget(path), body, ApiResponse::new);
  }

  private static byte[] requireJson(String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    try {
      StrictJson.read(body);
    } catch (UnreadableJsonException e) {
      throw new IllegalArgumentException("json must be JSON: " + e.getMessage(), e);
    }
    return body;
  }

  /**
   * Ends what the client started: calls under way fail with a {@link TransportException}, idle
   * connections are closed, threads end; later calls are an {@link IllegalStateException}. A host's
   * own HTTP client stays as it is. Does not wait; a second call does nothing. Without it, threads
   * of background calls can keep a program alive for a minute.
   */
  @Override
  public void close() {
    if (owner) {
      connections.close();
    }
  }
}
