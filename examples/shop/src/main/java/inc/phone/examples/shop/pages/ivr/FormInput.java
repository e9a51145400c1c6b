package inc.phone.examples.shop.pages.ivr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts what somebody typed into the JSON it was shown from. A field's name is its place. A field
 * that shows what it showed before changes nothing, so whatever the form cannot express stays; what
 * is no number where one belongs stays as it was typed, for the validator to say so.
 */
final class FormInput {
  /** Flags that are on unless they are written. */
  private static final Set<String> ON = Set.of("enabled", "transcribe");

  private static final Set<String> FLAGS = Set.of("enabled", "transcribe", "closed");
  private static final Set<String> NUMBERS =
      Set.of(
          "ring_timeout_secs",
          "max_length_secs",
          "max_duration_secs",
          "silence_timeout_secs",
          "max",
          "first_digit_timeout_ms");
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  /** The choice that makes a menu. */
  static final String NEW_MENU = "+";

  private final ConfigTree tree;

  private FormInput(ConfigTree tree) {
    this.tree = tree;
  }

  static List<String> days() {
    return DAYS;
  }

  /** What a field shows. */
  static String shown(ConfigTree tree, String pointer) {
    boolean unwritten = ConfigTree.isMissing(tree.at(pointer));
    String name = ConfigTree.last(pointer);
    return unwritten && FLAGS.contains(name)
        ? Boolean.toString(ON.contains(name))
        : tree.text(pointer);
  }

  /**
   * Applies all fields; kinds of actions last, since they decide which other fields there are.
   *
   * @return false if a place is none of the menu; nothing is applied then
   */
  static boolean apply(ConfigTree tree, Map<String, List<String>> fields) {
    if (!fields.keySet().stream().filter(FormInput::isField).allMatch(ConfigTree::isPlace)) {
      return false;
    }
    FormInput input = new FormInput(tree);
    Map<String, String> kinds = new LinkedHashMap<>();
    fields.forEach(
        (name, values) -> {
          if (!isField(name) || values.isEmpty()) {
            return; // not a place of the menu
          }
          if (ConfigTree.last(name).equals("type")) {
            kinds.put(ConfigTree.parent(name), values.get(0));
          } else if (ConfigTree.last(name).equals("days")) {
            input.days(name, values);
          } else {
            input.field(name, values.get(values.size() - 1));
          }
        });
    kinds.forEach(input::kind);
    return true;
  }

  private static boolean isField(String name) {
    return name.startsWith("/");
  }

  private void field(String pointer, String sent) {
    String typed = sent.replace("\r\n", "\n");
    String before = shown(tree, pointer);
    if (typed.equals(before) || typed.equals(withoutBreaks(before))) {
      return;
    }
    String name = ConfigTree.last(pointer);
    if (FLAGS.contains(name)) {
      tree.set(pointer, BooleanNode.valueOf(typed.equals("true")));
    } else if (typed.isBlank()) {
      tree.remove(pointer);
    } else if (NUMBERS.contains(name) && typed.strip().matches("[0-9]{1,9}")) {
      tree.set(pointer, IntNode.valueOf(Integer.parseInt(typed.strip())));
    } else if (name.equals("menu") && typed.equals(NEW_MENU)) {
      tree.set(pointer, FormAction.addMenu(tree));
    } else {
      tree.set(pointer, isProse(name) ? typed : typed.strip());
    }
    demanded(pointer);
  }

  /** A line of input has no breaks, even if the text had some. */
  private static String withoutBreaks(String text) {
    return text.replace("\r", "").replace("\n", "");
  }

  private static boolean isProse(String name) {
    return name.equals("say");
  }

  /** What is tried how often needs something that happens then. */
  private void demanded(String pointer) {
    String attempts = ConfigTree.parent(pointer);
    if (ConfigTree.last(pointer).equals("max") && tree.at(attempts).isObject()) {
      String then = ConfigTree.child(attempts, "then");
      if (!tree.has(then)) {
        ActionKinds.change(tree, then, ActionKinds.VOICEMAIL);
      }
    }
  }

  private void days(String pointer, List<String> sent) {
    JsonNode before = tree.at(pointer);
    Set<String> old = new LinkedHashSet<>();
    before.forEach(day -> old.add(day.asText()));
    Set<String> now = new LinkedHashSet<>(sent);
    now.retainAll(DAYS);
    Set<String> known = new LinkedHashSet<>(old);
    known.retainAll(DAYS);
    if (known.equals(now)) {
      return;
    }
    ArrayNode days = tree.newArray();
    DAYS.stream().filter(now::contains).forEach(days::add);
    old.stream().filter(day -> !DAYS.contains(day)).forEach(days::add);
    tree.set(pointer, days);
  }

  private void kind(String action, String kind) {
    if (kind.equals(tree.at(action).path("type").asText())) {
      return;
    }
    if (kind.isEmpty()) {
      tree.remove(action);
    } else {
      ActionKinds.change(tree, action, kind);
    }
  }
}
