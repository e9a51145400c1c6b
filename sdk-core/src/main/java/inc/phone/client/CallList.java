package inc.phone.client;

import inc.phone.internal.json.CallJson;
import inc.phone.internal.json.JsonFields;
import inc.phone.model.Beta;
import inc.phone.model.Call;
import java.util.List;

/**
 * An answer with calls. Whether there are more than these is not documented. Immutable and
 * thread-safe.
 *
 * @since 0.1.0
 */
@Beta
public final class CallList {
  private final JsonFields fields;
  private final List<Call> calls;

  CallList(JsonFields fields) {
    this.fields = fields;
    this.calls = Json.elements(fields, "calls", item -> CallJson.callOfAnswer(Json.id(item), item));
  }

  /**
   * The calls.
   *
   * @return an immutable list in the server's order
   */
  public List<Call> calls() {
    return calls;
  }

  /**
   * The whole answer as it came, for fields this SDK does not know, such as a cursor.
   *
   * @return compact JSON text
   */
  public String json() {
    return fields.node().toString();
  }

  /** Shows the size only: calls are personal. */
  @Override
  public String toString() {
    return "CallList[" + calls.size() + "]";
  }
}
