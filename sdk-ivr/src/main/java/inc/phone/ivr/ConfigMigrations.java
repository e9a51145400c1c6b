package inc.phone.ivr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.json.StrictJson;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Brings the JSON of earlier versions into today's shape, one pure step per version.
 *
 * <p>A step takes what it knows and carries everything else along. It never fails: what it cannot
 * use stays where it is, for the reader to report.
 */
final class ConfigMigrations {
  static final int CURRENT_VERSION = 1;

  /** An id has at most 64 characters, of which key and number need some. */
  private static final int LONGEST_MENU_IN_ID = 24;

  private static final String ROOT = "root";
  private static final List<UnaryOperator<ObjectNode>> STEPS =
      List.of(ConfigMigrations::fromSeedShape);

  private ConfigMigrations() {}

  /** Today's shape of a configuration, a copy. A newer one stays as it is. */
  static ObjectNode toCurrent(ObjectNode json) {
    ObjectNode current = json.deepCopy();
    for (int version = version(json); version < CURRENT_VERSION; version++) {
      current = STEPS.get(version).apply(current);
    }
    writeBranchIds(current);
    return current;
  }

  private static int version(ObjectNode json) {
    JsonNode version = json.path("schema_version");
    if (version.isIntegralNumber() && version.canConvertToInt() && version.intValue() >= 0) {
      return version.intValue();
    }
    return json.has("menus") ? CURRENT_VERSION : 0;
  }

  /** Version 0 is one menu: {@code {"greetings":{}, "branches":[{"digit","label","route":{}}]}}. */
  private static ObjectNode fromSeedShape(ObjectNode old) {
    ObjectNode json = StrictJson.newObject().put("schema_version", 1);
    ObjectNode greeting = StrictJson.newObject();
    for (Map.Entry<String, JsonNode> text : old.path("greetings").properties()) {
      greeting.set(text.getKey(), asPrompt(text.getValue()));
    }
    Iterator<String> locales = greeting.fieldNames();
    String defaultLocale =
        old.path("default_locale").asText(locales.hasNext() ? locales.next() : "en");
    json.put("default_locale", defaultLocale);
    if (!greeting.isEmpty()) {
      greeting.fieldNames().forEachRemaining(json.withArrayProperty("locales")::add);
    }
    json.put("entry", ROOT);
    ObjectNode menu = StrictJson.newObject();
    menu.set("greeting", greeting);
    for (JsonNode branch : menuBranches(old)) {
      menu.withArrayProperty("branches")
          .add(branch instanceof ObjectNode object ? asBranch(object, defaultLocale) : branch);
    }
    json.putObject("menus").set(ROOT, menu);
    old.remove(List.of("schema_version", "greetings", "branches", "default_locale"));
    old.properties().forEach(field -> json.set(field.getKey(), field.getValue()));
    return json;
  }

  private static Iterable<JsonNode> menuBranches(ObjectNode old) {
    JsonNode branches = old.path("branches");
    return branches.isArray() ? branches : List.of();
  }

  private static JsonNode asPrompt(JsonNode text) {
    return text.isTextual() ? StrictJson.newObject().set("say", text) : text;
  }

  private static ObjectNode asBranch(ObjectNode old, String defaultLocale) {
    ObjectNode branch = StrictJson.newObject();
    JsonNode digit = old.path("digit");
    if (digit.isIntegralNumber()) {
      branch.put("digit", digit.asText());
    }
    for (Map.Entry<String, JsonNode> field : old.properties()) {
      switch (field.getKey()) {
        case "route" -> branch.set("action", asAction(field.getValue()));
        case "label" ->
            branch.set(
                "label",
                field.getValue().isTextual()
                    ? StrictJson.newObject().set(defaultLocale, field.getValue())
                    : field.getValue());
        case "digit" -> branch.putIfAbsent("digit", field.getValue());
        default -> branch.set(field.getKey(), field.getValue());
      }
    }
    return branch;
  }

  private static JsonNode asAction(JsonNode route) {
    if (!(route instanceof ObjectNode action)) {
      return route;
    }
    if (action.has("number") && !action.has("to")) {
      action.set("to", action.remove("number"));
    }
    switch (action.path("type").asText()) {
      case ForwardAction.TYPE -> action.putIfAbsent("no_answer", voicemail());
      case AiReceptionistAction.TYPE -> action.putIfAbsent("fallback", voicemail());
      default -> {
        // nothing that could fail
      }
    }
    return action;
  }

  private static ObjectNode voicemail() {
    return StrictJson.newObject().put("type", VoicemailAction.TYPE);
  }

  /**
   * Names every branch that has no id after its key, {@code b-1}; or after menu and key, if that is
   * taken. Once saved, the name stays although the key may change.
   */
  private static void writeBranchIds(ObjectNode json) {
    Set<String> taken = new HashSet<>();
    for (JsonNode menu : json.path("menus")) {
      menu.path("branches").forEach(branch -> taken.add(branch.path("id").asText()));
    }
    for (Map.Entry<String, JsonNode> menu : json.path("menus").properties()) {
      for (JsonNode branch : menu.getValue().path("branches")) {
        if (branch instanceof ObjectNode object && !object.has("id") && object.has("digit")) {
          object.put("id", newId(menu.getKey(), object.path("digit").asText(), taken));
        }
      }
    }
  }

  private static String newId(String menu, String digit, Set<String> taken) {
    String key = digit.replace("*", "star").replace("#", "hash");
    String id = "b-" + key;
    for (int i = 1; !taken.add(id); i++) {
      id = menu.substring(0, Math.min(menu.length(), LONGEST_MENU_IN_ID)) + "-" + key;
      id += i == 1 ? "" : "-" + i;
    }
    return id;
  }
}
