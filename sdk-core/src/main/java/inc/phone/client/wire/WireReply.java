package inc.phone.client.wire;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An answer, read to its end and closed.
 *
 * @param status the HTTP status
 * @param body its bytes, cut at a limit unless the status is 2xx; not to be changed
 * @param headers finds a header's last value without regard to case
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier: never compared
public record WireReply(int status, byte[] body, Function<String, @Nullable String> headers) {
  /**
   * Tells whether the request succeeded.
   *
   * @return true for any 2xx
   */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /**
   * A header.
   *
   * @param name its name in any case
   * @return its last value or null
   */
  public @Nullable String header(String name) {
    return headers.apply(name);
  }

  /** Status and size only. */
  @Override
  public String toString() {
    return status + ", " + body.length + " bytes";
  }
}
