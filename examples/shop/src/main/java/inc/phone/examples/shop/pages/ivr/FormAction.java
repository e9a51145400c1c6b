package inc.phone.examples.shop.pages.ivr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the buttons of the form do: add and remove parts. Words they do not know do nothing. */
final class FormAction {
  private static final List<String> KEYS =
      List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "*", "#");

  private static final String LOCALES = "/locales";
  private static final String MENUS = "/menus";
  private static final Pattern BRANCHES = Pattern.compile("/menus/[^/]*/branches");
  private static final Pattern INTERVALS =
      Pattern.compile("/hours/exceptions/[0-9]{1,6}/intervals");

  /** Fields whose value is a text per language. */
  private static final Set<String> TRANSLATED =
      Set.of("greeting", "reprompt", "prompt", "label", "first_message");

  private final ConfigTree tree;
  private final ZoneId zone;

  FormAction(ConfigTree tree, ZoneId zone) {
    this.tree = tree;
    this.zone = zone;
  }

  /**
   * Does it.
   *
   * @param command a word, or a word, a colon and a place
   * @param locale the language that was typed
   * @return false if that is not done at that place; nothing was done then
   */
  boolean run(String command, String locale) {
    int colon = command.indexOf(':');
    String word = colon < 0 ? command : command.substring(0, colon);
    String place = command.substring(colon + 1);
    if (!belongs(word, place)) {
      return false;
    }
    switch (word) {
      case "add-locale" -> addLocale(locale.strip());
      case "remove-locale" -> removeLocale(place);
      case "add-branch" -> addBranch(place);
      case "add-menu" -> addMenu(tree);
      case "add-hours" -> addHours();
      case "add-row" -> tree.append("/hours/weekly", row());
      case "add-exception" -> addException();
      case "add-interval" -> tree.append(place, interval("09:00", "17:00"));
      case "remove" -> tree.remove(place);
      default -> {
        // looks at what was typed, nothing more
      }
    }
    return true;
  }

  /** Parts are added to what is there. What is to be removed may be gone already. */
  private boolean belongs(String word, String place) {
    return switch (word) {
      case "add-branch" -> isInside(BRANCHES, place);
      case "add-interval" -> isInside(INTERVALS, place);
      case "remove" ->
          ConfigTree.isPlace(place) && (place.startsWith("/menus/") || place.startsWith("/hours"));
      default -> true;
    };
  }

  private boolean isInside(Pattern kind, String place) {
    return kind.matcher(place).matches() && tree.has(ConfigTree.parent(place));
  }

  /** Adds a menu with one key and says its id. */
  static String addMenu(ConfigTree tree) {
    int number = 2;
    while (tree.has(MENUS + "/menu-" + number)) {
      number++;
    }
    String id = "menu-" + number;
    tree.set(MENUS + "/" + id + "/greeting", tree.newObject());
    new FormAction(tree, ZoneId.of("UTC")).addBranch(MENUS + "/" + id + "/branches");
    return id;
  }

  private void addBranch(String branches) {
    Set<String> taken = new HashSet<>();
    tree.at(branches).forEach(branch -> taken.add(branch.path("digit").asText()));
    ObjectNode branch = tree.newObject();
    KEYS.stream()
        .filter(key -> !taken.contains(key))
        .findFirst()
        .ifPresent(k -> branch.put("digit", k));
    branch.putObject("action").put("type", ActionKinds.VOICEMAIL);
    tree.append(branches, branch);
  }

  private void addHours() {
    if (!tree.has("/timezone")) {
      tree.set("/timezone", zone.getId());
    }
    tree.append("/hours/weekly", row());
    if (!tree.has("/hours/closed")) {
      ActionKinds.change(tree, "/hours/closed", ActionKinds.VOICEMAIL);
    }
  }

  private ObjectNode row() {
    ObjectNode row = tree.newObject();
    ArrayNode days = row.putArray("days");
    FormInput.days().subList(0, 5).forEach(days::add);
    row.setAll(interval("09:00", "17:00"));
    return row;
  }

  private ObjectNode interval(String from, String to) {
    return tree.newObject().put("from", from).put("to", to);
  }

  private void addException() {
    Set<String> ids = new HashSet<>();
    tree.at("/hours/exceptions").forEach(exception -> ids.add(exception.path("id").asText()));
    int number = 1;
    while (ids.contains("day-" + number)) {
      number++;
    }
    tree.append(
        "/hours/exceptions",
        tree.newObject().put("id", "day-" + number).put("from_date", "").put("closed", true));
  }

  /** The languages as they are listed, or as they are used if they are not. */
  static Set<String> locales(ConfigTree tree) {
    Set<String> locales = new LinkedHashSet<>();
    JsonNode listed = tree.at(LOCALES);
    if (!tree.text("/default_locale").isEmpty()) {
      locales.add(tree.text("/default_locale"));
    }
    listed.forEach(locale -> locales.add(locale.asText()));
    if (!listed.isArray()) {
      tree.at(MENUS)
          .forEach(menu -> menu.path("greeting").fieldNames().forEachRemaining(locales::add));
    }
    return locales;
  }

  private void addLocale(String locale) {
    Set<String> known = locales(tree);
    if (!locale.isEmpty() && known.add(locale)) {
      ArrayNode list = tree.newArray();
      known.forEach(list::add);
      tree.set(LOCALES, list);
    }
  }

  private void removeLocale(String locale) {
    if (locale.equals(tree.text("/default_locale"))) {
      return;
    }
    if (tree.at(LOCALES) instanceof ArrayNode list) {
      list.removeIf(one -> one.asText().equals(locale));
    }
    removeTexts(tree.at(MENUS), locale);
    removeTexts(tree.at("/hours"), locale);
  }

  private static void removeTexts(JsonNode node, String locale) {
    if (node instanceof ObjectNode object) {
      TRANSLATED.forEach(
          name -> {
            if (object.path(name) instanceof ObjectNode texts) {
              texts.remove(locale);
              if (texts.isEmpty() && !name.equals("greeting")) {
                object.remove(name);
              }
            }
          });
    }
    node.forEach(child -> removeTexts(child, locale));
  }
}
