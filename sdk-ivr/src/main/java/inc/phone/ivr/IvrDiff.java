package inc.phone.ivr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is different between two revisions.
 *
 * <p>Branches are recognised by their id, so that a branch on another key has moved and nothing
 * else; exceptions of the opening hours likewise. Whatever is different is named, at least by its
 * field; only the revision itself does not count. Thread-safe.
 *
 * @since 0.1.0
 */
public final class IvrDiff {
  private final List<IvrChange> changes = new ArrayList<>();

  private IvrDiff() {}

  /**
   * Compares two configurations.
   *
   * @param before the older one
   * @param after the newer one
   * @return the changes, none if the JSON is the same but for the revision
   */
  public static List<IvrChange> between(IvrConfig before, IvrConfig after) {
    IvrDiff diff = new IvrDiff();
    ObjectNode old = before.json();
    ObjectNode now = after.json();
    diff.fields(old, now, Set.of("revision", "menus", "hours"), "", "");
    diff.hours(old.path("hours"), now.path("hours"));
    diff.menus(before, after);
    if (diff.changes.isEmpty() && !old.path("menus").equals(now.path("menus"))) {
      diff.add(IvrChange.Kind.CHANGED, "/menus", "menus changed");
    }
    return List.copyOf(diff.changes);
  }

  private void add(IvrChange.Kind kind, String pointer, String text) {
    changes.add(new IvrChange(kind, pointer, text));
  }

  private void menus(IvrConfig before, IvrConfig after) {
    Map<String, Place> old = branches(before);
    Map<String, Place> now = branches(after);
    for (Map.Entry<String, IvrMenu> menu : before.menus().entrySet()) {
      if (!after.menus().containsKey(menu.getKey())) {
        add(IvrChange.Kind.REMOVED, pointer(menu.getKey()), "menu " + menu.getKey() + " removed");
      }
    }
    for (Map.Entry<String, IvrMenu> menu : after.menus().entrySet()) {
      String id = menu.getKey();
      IvrMenu older = before.menus().get(id);
      if (older == null) {
        add(IvrChange.Kind.ADDED, pointer(id), "menu " + id + " added");
      } else {
        menu(id, older.json(), menu.getValue().json());
      }
    }
    old.forEach(
        (id, place) -> {
          if (!now.containsKey(id)) {
            add(IvrChange.Kind.REMOVED, place.pointer, place + " removed: " + name(place));
          }
        });
    now.forEach((id, place) -> branch(old.get(id), place));
  }

  private void menu(String id, ObjectNode old, ObjectNode now) {
    String at = pointer(id);
    String words = id + " ";
    Set<String> special =
        Set.of("branches", "greeting", "reprompt", "input", "no_input", "invalid");
    fields(old, now, special, at, words);
    for (String name : List.of("greeting", "reprompt", "input")) {
      fields(old.path(name), now.path(name), Set.of(), at + "/" + name, words + name + " ");
    }
    for (String name : List.of("no_input", "invalid")) {
      String place = at + "/" + name;
      fields(old.path(name), now.path(name), Set.of("then"), place, words + name + " ");
      action(
          old.path(name).path("then"), now.path(name).path("then"), place + "/then", words + name);
    }
  }

  private void branch(@Nullable Place old, Place now) {
    if (old == null) {
      add(IvrChange.Kind.ADDED, now.pointer, now + " added: " + name(now));
      return;
    }
    if (!old.toString().equals(now.toString())) {
      add(
          IvrChange.Kind.MOVED,
          now.pointer,
          "branch " + now.branch.id() + ": " + old + " -> " + now);
    }
    ObjectNode before = old.branch.json();
    ObjectNode after = now.branch.json();
    fields(before, after, Set.of("digit", "action", "id"), now.pointer, now + " ");
    action(before.path("action"), after.path("action"), now.pointer + "/action", now.toString());
  }

  private void hours(JsonNode old, JsonNode now) {
    fields(old, now, Set.of("exceptions", "closed"), "/hours", "hours ");
    action(old.path("closed"), now.path("closed"), "/hours/closed", "hours closed");
    Map<String, JsonNode> before = exceptions(old);
    Map<String, JsonNode> after = exceptions(now);
    before.forEach(
        (id, exception) -> {
          if (!after.containsKey(id)) {
            add(IvrChange.Kind.REMOVED, "/hours/exceptions", days(exception) + " removed");
          }
        });
    after.forEach(
        (id, exception) -> {
          if (!before.containsKey(id)) {
            add(IvrChange.Kind.ADDED, "/hours/exceptions", days(exception) + " added");
          } else if (!exception.equals(before.get(id))) {
            add(IvrChange.Kind.CHANGED, "/hours/exceptions", days(exception) + " changed");
          }
        });
    if (before.equals(after) && !old.path("exceptions").equals(now.path("exceptions"))) {
      add(IvrChange.Kind.CHANGED, "/hours/exceptions", "hours exceptions changed");
    }
  }

  /** Every field that differs, but for those that are compared in their own way. */
  private void fields(JsonNode old, JsonNode now, Set<String> except, String at, String words) {
    Set<String> names = new LinkedHashSet<>();
    old.fieldNames().forEachRemaining(names::add);
    now.fieldNames().forEachRemaining(names::add);
    names.removeAll(except);
    for (String name : names) {
      JsonNode before = old.path(name);
      JsonNode after = now.path(name);
      if (!before.equals(after)) {
        IvrChange.Kind kind =
            before.isMissingNode()
                ? IvrChange.Kind.ADDED
                : after.isMissingNode() ? IvrChange.Kind.REMOVED : IvrChange.Kind.CHANGED;
        boolean values = before.isValueNode() && after.isValueNode();
        String how =
            values && kind == IvrChange.Kind.CHANGED
                ? ": " + Label.of(before.asText()) + " -> " + Label.of(after.asText())
                : " " + Words.lowerCase(kind);
        add(kind, ConfigFields.child(at, name), words + Label.of(name) + how);
      }
    }
    if (!old.equals(now) && (!old.isObject() || !now.isObject()) && names.isEmpty()) {
      add(IvrChange.Kind.CHANGED, at, words.strip() + " changed");
    }
  }

  private void action(JsonNode old, JsonNode now, String at, String words) {
    if (old.equals(now)) {
      return;
    }
    String before = name(old);
    String after = name(now);
    if (before.equals(after)) {
      Set<String> names = new LinkedHashSet<>();
      old.fieldNames().forEachRemaining(names::add);
      now.fieldNames().forEachRemaining(names::add);
      names.removeIf(name -> old.path(name).equals(now.path(name)));
      add(
          IvrChange.Kind.CHANGED,
          at,
          words + ": " + after + " changed (" + Label.of(String.join(", ", names)) + ")");
    } else {
      add(IvrChange.Kind.CHANGED, at, words + ": " + before + " -> " + after);
    }
  }

  private static String name(Place place) {
    return name(place.branch.json().path("action"));
  }

  private static String name(JsonNode action) {
    if (action instanceof MissingNode) {
      return "default";
    }
    String type = action.path("type").asText();
    return switch (type) {
      case AiReceptionistAction.TYPE -> "AI receptionist";
      case HangupAction.TYPE -> "hang up";
      case MenuAction.TYPE -> "menu " + Label.of(action.path("menu").asText());
      default -> Label.of(type);
    };
  }

  private static String days(JsonNode exception) {
    String from = Label.of(exception.path("from_date").asText());
    String to = Label.of(exception.path("to_date").asText(from));
    return (exception.path("closed").asBoolean() ? "closed on " : "hours on ")
        + from
        + (to.equals(from) ? "" : " to " + to);
  }

  private static Map<String, JsonNode> exceptions(JsonNode hours) {
    Map<String, JsonNode> byId = new LinkedHashMap<>();
    for (JsonNode exception : hours.path("exceptions")) {
      byId.put(exception.path("id").asText(), exception);
    }
    return byId;
  }

  private static Map<String, Place> branches(IvrConfig config) {
    Map<String, Place> byId = new LinkedHashMap<>();
    config
        .menus()
        .forEach(
            (id, menu) -> {
              for (int i = 0; i < menu.branches().size(); i++) {
                IvrBranch branch = menu.branches().get(i);
                String words =
                    (id.equals(config.entry()) ? "" : id + " ") + "digit " + branch.digit();
                byId.put(branch.id(), new Place(branch, words, pointer(id) + "/branches/" + i));
              }
            });
    return byId;
  }

  private static String pointer(String menu) {
    return ConfigFields.child("/menus", menu);
  }

  /** A branch and where it is. */
  private record Place(IvrBranch branch, String words, String pointer) {
    @Override
    public String toString() {
      return words;
    }
  }
}
