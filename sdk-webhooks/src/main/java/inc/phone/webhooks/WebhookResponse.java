package inc.phone.webhooks;

import java.util.Map;

/**
 * What to answer the sender. Immutable and thread-safe.
 *
 * <p>Send status, headers and body as they are. The body is small JSON and never repeats anything
 * of the request; it is the same for every reason of a rejection.
 *
 * @since 0.1.0
 */
public final class WebhookResponse {
  static final WebhookResponse ACCEPTED = status(200, "{\"status\":\"accepted\"}");
  static final WebhookResponse DUPLICATE = status(200, "{\"status\":\"duplicate\"}");
  static final WebhookResponse QUARANTINED = status(200, "{\"status\":\"quarantined\"}");
  static final WebhookResponse UNAUTHORIZED = status(401, "{\"error\":\"unauthorized\"}");
  static final WebhookResponse TOO_LARGE = status(413, "{\"error\":\"payload too large\"}");
  static final WebhookResponse UNAVAILABLE =
      new WebhookResponse(
          503,
          Map.of("Content-Type", "application/json", "Retry-After", "5"),
          "{\"error\":\"temporarily unavailable\"}");

  private final int status;
  private final Map<String, String> headers;
  private final String body;

  private WebhookResponse(int status, Map<String, String> headers, String body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  private static WebhookResponse status(int status, String body) {
    return new WebhookResponse(status, Map.of("Content-Type", "application/json"), body);
  }

  /**
   * The HTTP status: 200 durable, 401 not authentic, 413 too large, 503 try again.
   *
   * @return the status
   */
  public int status() {
    return status;
  }

  /**
   * The HTTP headers to send: the content type and, with 503, {@code Retry-After} in seconds.
   *
   * @return an immutable map
   */
  public Map<String, String> headers() {
    return headers;
  }

  /**
   * The body.
   *
   * @return JSON text in ASCII
   */
  public String body() {
    return body;
  }

  @Override
  public String toString() {
    return "WebhookResponse[" + status + ", " + body + "]";
  }
}
