package inc.phone.ivr;

import static inc.phone.ivr.ValidationIssue.Severity.ERROR;
import static inc.phone.ivr.ValidationIssue.Severity.WARNING;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keys and ids of menus. */
final class MenuChecks {
  private static final int COMFORTABLE_OPTIONS = 5;
  private static final int COMFORTABLE_ATTEMPTS = 4;

  private final Issues issues;
  private final Set<String> branchIds = new HashSet<>();

  private MenuChecks(Issues issues) {
    this.issues = issues;
  }

  static void check(IvrConfig config, ValidationContext context, Issues issues) {
    MenuChecks checks = new MenuChecks(issues);
    checks.entry(config);
    config.menus().forEach((id, menu) -> checks.menu(menu, ConfigFields.child("/menus", id)));
  }

  private void entry(IvrConfig config) {
    String written = config.json().path("entry").asText();
    if (config.json().has("entry") && !config.menus().containsKey(written)) {
      issues.add(Rule.E_ENTRY_MISSING, "/entry", "there is no menu of that id");
    }
  }

  private void menu(IvrMenu menu, String pointer) {
    List<IvrBranch> branches = menu.branches();
    Map<String, Integer> digits = new HashMap<>();
    Map<String, Integer> topics = new HashMap<>();
    for (int i = 0; i < branches.size(); i++) {
      IvrBranch branch = branches.get(i);
      String at = pointer + "/branches/" + i;
      if (!branch.id().isEmpty() && !branchIds.add(branch.id())) {
        issues.add(
            Rule.E_BRANCH_ID_DUPLICATE,
            at + "/id",
            "another branch has this id",
            Map.of("id", branch.id()));
      }
      if (branch.enabled() && !branch.digit().isEmpty()) {
        digit(menu, branch.digit(), at + "/digit", digits.putIfAbsent(branch.digit(), i));
        branch.topic().ifPresent(topic -> topic(at, topics.putIfAbsent(topic, 1)));
      }
    }
    prefixes(menu, digits, pointer);
    if (digits.isEmpty() && !branches.isEmpty()) {
      issues.add(Rule.E_NO_BRANCH, pointer + "/branches", "every key is switched off");
    }
    if (digits.size() > COMFORTABLE_OPTIONS) {
      issues.add(
          Rule.W_TOO_MANY_OPTIONS,
          pointer + "/branches",
          digits.size() + " choices",
          Map.of("count", Integer.toString(digits.size())));
    }
    attempts(menu.noInput(), pointer + "/no_input/max");
    attempts(menu.invalid(), pointer + "/invalid/max");
  }

  private void digit(IvrMenu menu, String digit, String at, @Nullable Integer first) {
    Map<String, String> params = Map.of("digit", digit);
    if (first != null) {
      issues.add(
          Rule.E_DIGIT_DUPLICATE, at, "branch " + (first + 1) + " has the key " + digit, params);
    }
    if (digit.length() > menu.input().maxDigits()) {
      issues.add(Rule.E_DIGIT_TOO_LONG, at, "longer than max_digits, nobody can press it", params);
    }
    String terminator = menu.input().terminator();
    if (!terminator.isEmpty() && digit.contains(terminator)) {
      issues.add(Rule.E_DIGIT_TERMINATOR, at, "contains the key that ends an answer", params);
    }
  }

  private void prefixes(IvrMenu menu, Map<String, Integer> digits, String pointer) {
    digits.forEach(
        (digit, index) ->
            digits.keySet().stream()
                .filter(other -> !other.equals(digit) && other.startsWith(digit))
                .sorted()
                .forEach(
                    other ->
                        issues.add(
                            menu.input().maxDigits() == 1 ? ERROR : WARNING,
                            Rule.E_DIGIT_PREFIX,
                            pointer + "/branches/" + index + "/digit",
                            digit + " has to wait whether " + other + " is meant",
                            Map.of("digit", digit, "other", other))));
  }

  private void topic(String at, @Nullable Integer first) {
    if (first != null) {
      issues.add(Rule.W_TOPIC_DUPLICATE, at + "/topic", "another branch has this topic");
    }
  }

  private void attempts(AttemptLimit attempts, String pointer) {
    if (attempts.max() > COMFORTABLE_ATTEMPTS) {
      issues.add(Rule.W_TOO_MANY_REPEATS, pointer, attempts.max() + " attempts");
    }
  }
}
