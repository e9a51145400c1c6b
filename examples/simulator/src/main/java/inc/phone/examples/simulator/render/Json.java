package inc.phone.examples.simulator.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes JSON trees. */
public final class Json {
  private Json() {}

  /**
   * A new object.
   *
   * @return without fields
   */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * An array of what is made of each item.
   *
   * @param items the items
   * @param node makes the object of one
   * @param <T> their type
   * @return a new array
   */
  public static <T> ArrayNode array(List<T> items, Function<T, ObjectNode> node) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    items.forEach(item -> array.add(node.apply(item)));
    return array;
  }

  /**
   * A time as the vendor writes it.
   *
   * @param time in whole seconds, or null
   * @return ISO 8601 in UTC, or null
   */
  public static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
