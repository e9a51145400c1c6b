package inc.phone.ivr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.json.StrictJson;
import java.nio.charset.StandardCharsets;

/**
 * A part of a configuration: a JSON object and what was read from it.
 *
 * <p>The JSON is what counts. It is kept as it came, so that whatever this version does not know,
 * or could not use, is still there when the configuration is written again; nothing in it is ever
 * changed. The typed fields beside it are only a reading of it.
 */
abstract class ConfigPart {
  private final ObjectNode json;

  ConfigPart(ObjectNode json) {
    this.json = json;
  }

  /** The object itself, shared and never to be changed. */
  final ObjectNode json() {
    return json;
  }

  /**
   * This part as it is written.
   *
   * @return compact JSON, with every field this version does not know
   */
  public final String toJson() {
    return new String(StrictJson.write(json), StandardCharsets.UTF_8);
  }

  /**
   * Equal when of the same kind and of equal JSON; the order of an object's fields is no matter.
   */
  @Override
  @SuppressWarnings("EqualsGetClass") // two kinds of parts with the same fields are not equal
  public final boolean equals(Object other) {
    return other != null
        && getClass() == other.getClass()
        && json.equals(((ConfigPart) other).json);
  }

  @Override
  public final int hashCode() {
    return json.hashCode();
  }

  /** The kind of part only: the JSON may hold phone numbers. */
  @Override
  public String toString() {
    return getClass().getSimpleName();
  }
}
