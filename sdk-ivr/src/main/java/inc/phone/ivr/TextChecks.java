package inc.phone.ivr;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Languages and lengths of what callers hear, and whether greetings announce the right keys. */
final class TextChecks implements ConfigWalk.Visitor {
  private static final Duration COMFORTABLE_LENGTH = Duration.ofSeconds(20);

  private final IvrConfig config;
  private final Issues issues;

  private TextChecks(IvrConfig config, Issues issues) {
    this.config = config;
    this.issues = issues;
  }

  static void check(IvrConfig config, ValidationContext context, Issues issues) {
    TextChecks checks = new TextChecks(config, issues);
    ConfigWalk.over(config, checks);
    config
        .menus()
        .forEach((id, menu) -> checks.announcements(menu, ConfigFields.child("/menus", id)));
  }

  @Override
  public void prompts(Localized<Prompt> prompts, String pointer) {
    languages(prompts.byTag().keySet(), pointer);
    prompts
        .byTag()
        .forEach(
            (tag, prompt) -> {
              if (prompt.estimatedLength().compareTo(COMFORTABLE_LENGTH) > 0) {
                long seconds = prompt.estimatedLength().toSeconds();
                issues.add(
                    Rule.W_GREETING_LONG,
                    ConfigFields.child(pointer, tag),
                    "takes about " + seconds + " seconds to say",
                    Map.of("seconds", Long.toString(seconds)));
              }
            });
  }

  @Override
  public void texts(Localized<String> texts, String pointer) {
    languages(texts.byTag().keySet(), pointer);
  }

  private void languages(Set<String> tags, String pointer) {
    if (lacks(tags, config.defaultLocale())) {
      issues.add(
          Rule.E_LOCALE_DEFAULT_MISSING,
          pointer,
          "there is no text in " + config.defaultLocale(),
          Map.of("locale", config.defaultLocale()));
    }
    for (String locale : config.locales()) {
      if (!locale.equals(config.defaultLocale()) && lacks(tags, locale)) {
        issues.add(
            Rule.W_LOCALE_MISSING,
            pointer,
            "there is no text in " + locale,
            Map.of("locale", locale));
      }
    }
    Set<String> declared = Set.copyOf(config.locales());
    for (String tag : tags) {
      if (config.json().has("locales") && lacks(declared, tag)) {
        issues.add(
            Rule.W_LOCALE_UNDECLARED,
            ConfigFields.child(pointer, tag),
            "the language is not listed in locales",
            Map.of("locale", tag));
      }
    }
  }

  /** Tells whether a language has no text, not even in another country's version. */
  private static boolean lacks(Set<String> tags, String locale) {
    String language = Localized.language(locale);
    return !tags.contains(locale)
        && tags.stream().noneMatch(tag -> Localized.language(tag).equals(language));
  }

  private void announcements(IvrMenu menu, String pointer) {
    menu.greeting()
        .byTag()
        .forEach(
            (tag, prompt) ->
                prompt
                    .say()
                    .filter(text -> !prompt.ssml())
                    .map(Announcement::of)
                    .filter(Announcement::hasKeys)
                    .ifPresent(
                        announcement ->
                            announced(
                                menu,
                                announcement,
                                (rule, digit) ->
                                    issues.add(
                                        rule,
                                        ConfigFields.child(pointer + "/greeting", tag),
                                        "key " + digit,
                                        Map.of("digit", digit)))));
  }

  private static void announced(
      IvrMenu menu, Announcement announcement, BiConsumer<Rule, String> problem) {
    for (IvrBranch branch : menu.branches()) {
      if (branch.enabled() && !branch.digit().isEmpty() && !announcement.mentions(branch.digit())) {
        problem.accept(Rule.W_GREETING_MISSING_DIGIT, branch.digit());
      }
    }
    for (String digit : announcement.keys()) {
      if (menu.branch(digit).isEmpty()) {
        problem.accept(Rule.W_GREETING_UNKNOWN_DIGIT, digit);
      }
    }
    announcement.keyBeforePurpose().ifPresent(d -> problem.accept(Rule.I_GREETING_ORDER, d));
  }
}
