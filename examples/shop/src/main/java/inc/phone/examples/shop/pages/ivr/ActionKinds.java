package inc.phone.examples.shop.pages.ivr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the form knows about the kinds of actions: their fields, and which leads on. */
final class ActionKinds {
  static final String VOICEMAIL = "voicemail";

  private static final Map<String, List<String>> FIELDS = fields();
  private static final Map<String, String> NEXT =
      Map.of("forward", "no_answer", "ai_receptionist", "fallback", "play", "then");

  private ActionKinds() {}

  private static Map<String, List<String>> fields() {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    fields.put("forward", List.of("to", "ring_timeout_secs", "caller_id", "no_answer"));
    fields.put(VOICEMAIL, List.of("mailbox", "greeting", "max_length_secs", "transcribe"));
    fields.put(
        "ai_receptionist",
        List.of(
            "agent",
            "prompt",
            "first_message",
            "tools",
            "context",
            "limits",
            "handoffs",
            "fallback"));
    fields.put("menu", List.of("menu"));
    fields.put("play", List.of("prompt", "then"));
    fields.put("repeat", List.of());
    fields.put("back", List.of());
    fields.put("hangup", List.of("prompt"));
    return fields;
  }

  static List<String> all() {
    return List.copyOf(FIELDS.keySet());
  }

  static boolean isKnown(String kind) {
    return FIELDS.containsKey(kind);
  }

  /** The field with the action that follows if this one fails or is done; empty for none. */
  static String next(String kind) {
    return NEXT.getOrDefault(kind, "");
  }

  /**
   * Makes another kind of an action. Fields of the old kind that the new one does not have go, all
   * that is unknown stays, and what followed still follows.
   */
  static void change(ConfigTree tree, String pointer, String kind) {
    if (!(tree.at(pointer) instanceof ObjectNode action)) {
      tree.set(pointer, tree.newObject().put("type", kind));
      complete(tree, pointer, kind, null);
      return;
    }
    String old = action.path("type").asText();
    JsonNode follows = follows(tree, action, old);
    List<String> kept = FIELDS.getOrDefault(kind, List.of());
    action.remove(
        FIELDS.getOrDefault(old, List.of()).stream().filter(f -> !kept.contains(f)).toList());
    action.put("type", kind);
    complete(tree, pointer, kind, follows);
  }

  /** What followed before; a message that was taken itself is taken if the new kind fails. */
  private static @Nullable JsonNode follows(ConfigTree tree, ObjectNode action, String kind) {
    if (kind.equals(VOICEMAIL)) {
      ObjectNode message = tree.newObject().put("type", VOICEMAIL);
      FIELDS.getOrDefault(VOICEMAIL, List.of()).stream()
          .filter(action::has)
          .forEach(field -> message.set(field, action.get(field)));
      return message;
    }
    return next(kind).isEmpty() ? null : action.get(next(kind));
  }

  private static void complete(
      ConfigTree tree, String pointer, String kind, @Nullable JsonNode follows) {
    String next = next(kind);
    if (!next.isEmpty() && !tree.has(ConfigTree.child(pointer, next))) {
      JsonNode message = tree.newObject().put("type", VOICEMAIL);
      tree.set(ConfigTree.child(pointer, next), follows == null ? message : follows);
    }
  }
}
