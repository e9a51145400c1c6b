package inc.phone.ivr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Breaks JSON at random places in typical ways. */
public final class Mutations {
  private static final String[] VALUES = {
    "null",
    "true",
    "0",
    "-1",
    "7",
    "9999999999",
    "1.5",
    "\"\"",
    "\" \"",
    "\"x\"",
    "\"root\"",
    "\"da\"",
    "\"+4570707071\"",
    "\"24:00\"",
    "\"2026-02-30\"",
    "\"__proto__\"",
    "\"constructor\"",
    "\"da_DK\"",
    "\"\\u0000\\ud800\"",
    "\"https://a.test/b\"",
    "\"http://a.test\"",
    "[]",
    "{}",
    "[{}]",
    "[\"x\",\"x\"]",
    "{\"da\":\"x\"}",
    "{\"da\":{\"say\":\"x\"}}",
    "{\"type\":\"hangup\"}",
    "{\"type\":\"menu\",\"menu\":\"root\"}",
    "{\"type\":\"back\"}",
    "{\"type\":\"repeat\"}",
    "{\"type\":\"new\",\"a\":1}",
    "{\"type\":\"forward\",\"to\":\"+4512345678\"}",
    "\"9\"",
    "\"1\""
  };

  private Mutations() {}

  /** A broken copy of a JSON text. */
  public static String text(String json, long seed) {
    return of(json, seed).toString();
  }

  static ObjectNode of(String json, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ObjectNode root = JsonText.object(json);
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      change(root, random);
    }
    return root;
  }

  private static void change(ObjectNode root, SplittableRandom random) {
    List<JsonNode> containers = new ArrayList<>();
    collect(root, containers);
    JsonNode target = containers.get(random.nextInt(containers.size()));
    JsonNode value =
        JsonText.object("{\"v\":" + VALUES[random.nextInt(VALUES.length)] + "}").get("v");
    if (target instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.isEmpty() ? "extra" : names.get(random.nextInt(names.size()));
      switch (random.nextInt(4)) {
        case 0 -> object.remove(name);
        case 1 -> object.set("unknown-" + name, value);
        default -> object.set(name, value);
      }
    } else if (target instanceof ArrayNode array) {
      if (array.isEmpty() || random.nextInt(3) == 0) {
        array.add(array.isEmpty() ? value : array.get(0).deepCopy());
      } else {
        int index = random.nextInt(array.size());
        if (random.nextBoolean()) {
          array.set(index, value);
        } else {
          array.remove(index);
        }
      }
    }
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  /** Random bytes, or a JSON text with some bytes changed. */
  public static byte[] bytes(String json, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(4) == 0) {
      bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      return bytes;
    }
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return random.nextBoolean()
        ? bytes
        : java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
  }
}
