package inc.phone.examples.simulator.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** One of the many ways to write the same JSON. */
public final class JsonStyle {
  /** Compact, fields in the documented order, nothing escaped that need not be. */
  public static final JsonStyle PLAIN = new JsonStyle(false, 0, false, false, false);

  private final boolean shuffled;
  private final long order;
  private final JsonMapper mapper;

  private JsonStyle(
      boolean shuffled, long order, boolean indented, boolean ascii, boolean slashes) {
    this.shuffled = shuffled;
    this.order = order;
    this.mapper =
        JsonMapper.builder()
            .configure(SerializationFeature.INDENT_OUTPUT, indented)
            .configure(JsonWriteFeature.ESCAPE_NON_ASCII, ascii)
            .configure(JsonWriteFeature.ESCAPE_FORWARD_SLASHES, slashes)
            .build();
  }

  /**
   * Another way than {@link #PLAIN}: other field order, perhaps white space and escapes.
   *
   * @param random chooses
   * @return a style
   */
  public static JsonStyle other(SplittableRandom random) {
    return new JsonStyle(
        true, random.nextLong(), random.nextBoolean(), random.nextBoolean(), random.nextBoolean());
  }

  /**
   * Writes.
   *
   * @param node any JSON, not changed
   * @return UTF-8
   */
  public byte[] write(JsonNode node) {
    JsonNode ordered = shuffled ? shuffle(node, new Random(order)) : node;
    try {
      return mapper.writeValueAsString(ordered).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  private static JsonNode shuffle(JsonNode node, Random random) {
    if (node instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      List<String> before = List.copyOf(names);
      Collections.shuffle(names, random);
      if (names.equals(before)) {
        Collections.rotate(names, 1);
      }
      ObjectNode shuffled = Json.object();
      names.forEach(name -> shuffled.set(name, shuffle(object.get(name), random)));
      return shuffled;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode shuffled = array.arrayNode();
      array.forEach(item -> shuffled.add(shuffle(item, random)));
      return shuffled;
    }
    return node;
  }
}
