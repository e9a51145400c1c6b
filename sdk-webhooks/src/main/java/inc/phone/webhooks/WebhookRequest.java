package inc.phone.webhooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request as it came: raw query, headers, exact body bytes.
 *
 * <p>Signatures cover bytes, so hand over the body as it was received: no decoding, no
 * decompression, no re-encoding by a JSON library. The array is not copied; do not change it
 * afterwards. Immutable otherwise and thread-safe. {@link #toString()} shows sizes only.
 *
 * @since 0.1.0
 */
public final class WebhookRequest {
  private final @Nullable String rawQuery;
  private final Map<String, List<String>> headers;
  private final byte[] body;

  private WebhookRequest(
      @Nullable String rawQuery, Map<String, List<String>> headers, byte[] body) {
    this.rawQuery = rawQuery;
    this.headers = Objects.requireNonNull(headers, "headers");
    this.body = Objects.requireNonNull(body, "body");
  }

  /**
   * Describes a request.
   *
   * @param rawQuery what follows the question mark, still percent-encoded, or null
   * @param headers every header line by name; names are matched without case, and null names or
   *     values, as some servers produce them, are ignored
   * @param body the exact bytes of the body, empty if there was none
   * @return the request
   */
  public static WebhookRequest of(
      @Nullable String rawQuery, Map<String, List<String>> headers, byte[] body) {
    return new WebhookRequest(rawQuery, headers, body);
  }

  /**
   * The query.
   *
   * @return what followed the question mark, still percent-encoded, or null
   */
  public @Nullable String rawQuery() {
    return rawQuery;
  }

  /**
   * All values of a header, in order, over all spellings of its name.
   *
   * @param name the header's name in any case
   * @return the values as they came; empty if there are none
   */
  public List<String> headerValues(String name) {
    List<String> found = new ArrayList<>(1);
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      if (name.equalsIgnoreCase(header.getKey()) && header.getValue() != null) {
        for (String value : header.getValue()) {
          if (value != null) {
            found.add(value);
          }
        }
      }
    }
    return found;
  }

  /**
   * The body.
   *
   * @return the array given to {@link #of}, not a copy: do not change it
   */
  public byte[] body() {
    return body;
  }

  @Override
  public String toString() {
    return "WebhookRequest[headers=" + headers.size() + ", bodyBytes=" + body.length + "]";
  }
}
