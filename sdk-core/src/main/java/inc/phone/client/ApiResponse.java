package inc.phone.client;

import inc.phone.client.wire.WireReply;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A successful answer as it came, from {@link PhoneIncClient#request}. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class ApiResponse {
  private final WireReply reply;

  ApiResponse(WireReply reply) {
    this.reply = reply;
  }

  /**
   * The HTTP status.
   *
   * @return a 2xx
   */
  public int status() {
    return reply.status();
  }

  /**
   * The body, usually JSON; it is not checked.
   *
   * @return the body as UTF-8 text, empty if there was none
   */
  public String body() {
    return new String(reply.body(), StandardCharsets.UTF_8);
  }

  /**
   * A header.
   *
   * @param name its name in any case
   * @return its last value or empty
   */
  public Optional<String> header(String name) {
    return Optional.ofNullable(reply.header(name));
  }

  /** Status and size only. */
  @Override
  public String toString() {
    return "ApiResponse[" + reply + "]";
  }
}
