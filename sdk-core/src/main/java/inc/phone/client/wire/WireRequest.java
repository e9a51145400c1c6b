package inc.phone.client.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as the decorators pass it on. Immutable but for its exchange.
 *
 * @param method the HTTP method in capitals
 * @param target the percent-encoded path and query, starting with a slash
 * @param body the JSON to send, or null; not to be changed
 * @param headers by name
 * @param exchange what all attempts of this request share
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier: never compared
public record WireRequest(
    String method,
    String target,
    byte @Nullable [] body,
    Map<String, String> headers,
    Exchange exchange) {

  /**
   * Tells whether the request only reads, so that sending it twice does no harm.
   *
   * @return true for GET and HEAD
   */
  public boolean isRead() {
    return method.equals("GET") || method.equals("HEAD");
  }

  /**
   * Adds a header.
   *
   * @param name its name
   * @param value its value, visible ASCII
   * @return a new request
   */
  public WireRequest withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new WireRequest(method, target, body, more, exchange);
  }

  /** Method and path; no query, header or body, since those can be personal or secret. */
  @Override
  public String toString() {
    int query = target.indexOf('?');
    return method + " " + (query < 0 ? target : target.substring(0, query));
  }
}
