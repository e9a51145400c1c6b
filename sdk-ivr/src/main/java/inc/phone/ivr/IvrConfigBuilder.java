package inc.phone.ivr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Puts a configuration together. Not thread-safe.
 *
 * <p>{@link #greeting} and {@link #branch(IvrBranch)} fill the entry menu, so that most shops need
 * no other. {@link #build} checks every field alone; what concerns the whole, such as a menu that
 * nothing leads to, is for {@link IvrValidator}.
 *
 * @since 0.1.0
 */
public final class IvrConfigBuilder {
  private static final String ROOT = "root";

  private final ObjectNode json;

  IvrConfigBuilder(ObjectNode json) {
    this.json = json;
  }

  /**
   * Names the configuration.
   *
   * @param id 1 to 64 of a-z, 0-9, - and _; default {@code default}
   * @return this
   */
  public IvrConfigBuilder id(String id) {
    json.put("id", id);
    return this;
  }

  /**
   * Chooses the language of callers nothing is known about.
   *
   * @param locale a language tag; default is that of the first {@link #greeting}
   * @return this
   */
  public IvrConfigBuilder defaultLocale(String locale) {
    json.put("default_locale", locale);
    return this;
  }

  /**
   * Declares the languages every prompt is meant to have.
   *
   * @param locales language tags, in place of those declared before; default is the default one
   * @return this
   */
  public IvrConfigBuilder locales(String... locales) {
    json.set("locales", IvrAction.texts(List.of(locales)));
    return this;
  }

  /**
   * Says whose numbers are not foreign.
   *
   * @param region two letters such as {@code DK}
   * @return this
   */
  public IvrConfigBuilder defaultRegion(String region) {
    json.put("default_region", region);
    return this;
  }

  /**
   * Says where the clock on the wall is.
   *
   * @param timezone a name such as {@code Europe/Copenhagen}; default UTC
   * @return this
   */
  public IvrConfigBuilder timezone(String timezone) {
    json.put("timezone", timezone);
    return this;
  }

  /**
   * Sets the opening hours.
   *
   * @param hours when callers come to the menu; default always
   * @return this
   */
  public IvrConfigBuilder hours(OpeningHours hours) {
    json.set("hours", hours.json());
    return this;
  }

  /**
   * Chooses the menu callers come to first.
   *
   * @param menu its id; default {@code root}
   * @return this
   */
  public IvrConfigBuilder entry(String menu) {
    json.put("entry", menu);
    return this;
  }

  /**
   * Adds a menu, or replaces the one of that id.
   *
   * @param id 1 to 64 of a-z, 0-9, - and _
   * @param menu the menu
   * @return this
   */
  public IvrConfigBuilder menu(String id, IvrMenu menu) {
    json.withObjectProperty("menus").set(id, menu.json().deepCopy());
    return this;
  }

  /**
   * Greets in one language.
   *
   * @param locale a language tag; the first one becomes the default language
   * @param text what the caller hears
   * @return this
   * @throws IllegalArgumentException if the text is blank or longer than 4,096 characters
   */
  public IvrConfigBuilder greeting(String locale, String text) {
    if (!json.has("default_locale")) {
      defaultLocale(locale);
    }
    entryMenu().withObjectProperty("greeting").set(locale, Prompt.say(text).json());
    return this;
  }

  /**
   * Adds a choice with a label in the default language.
   *
   * @param digit 1 to 6 of 0-9, {@code *} and {@code #}
   * @param label what people who work with the menu call it
   * @param action what it does
   * @return this
   * @throws IllegalArgumentException if a text breaks a limit
   * @throws IllegalStateException if there is neither a greeting nor a default language yet
   */
  public IvrConfigBuilder branch(String digit, String label, IvrAction action) {
    if (!json.has("default_locale")) {
      throw new IllegalStateException("greeting or defaultLocale must come before branch");
    }
    return branch(
        IvrBranch.builder(digit, action)
            .label(json.path("default_locale").asText(), label)
            .build());
  }

  /**
   * Adds a choice.
   *
   * @param branch the choice
   * @return this
   */
  public IvrConfigBuilder branch(IvrBranch branch) {
    entryMenu().withArrayProperty("branches").add(branch.json().deepCopy());
    return this;
  }

  private ObjectNode entryMenu() {
    return json.withObjectProperty("menus").withObjectProperty(json.path("entry").asText(ROOT));
  }

  /**
   * Ends the building.
   *
   * @return the configuration; branches without an id have one made from their key
   * @throws IllegalArgumentException if a field is missing or breaks its rule
   */
  public IvrConfig build() {
    ObjectNode copy = json.deepCopy();
    copy.putIfAbsent("entry", copy.textNode(ROOT));
    return ConfigReader.read(copy, Issues.refusing());
  }
}
