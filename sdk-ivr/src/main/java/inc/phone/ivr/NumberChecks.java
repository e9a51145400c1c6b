package inc.phone.ivr;

import com.google.i18n.phonenumbers.ShortNumberInfo;
import inc.phone.number.E164;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whom calls are forwarded to: not ourselves, not an emergency line, not somebody expensive. */
final class NumberChecks implements ConfigWalk.Visitor {
  private static final Set<String> EMERGENCY = Set.of("112", "911", "999", "000", "110", "118");

  private final IvrConfig config;
  private final ValidationContext context;
  private final Issues issues;
  private final Map<String, Set<Rule>> known = new HashMap<>();

  private NumberChecks(IvrConfig config, ValidationContext context, Issues issues) {
    this.config = config;
    this.context = context;
    this.issues = issues;
  }

  static void check(IvrConfig config, ValidationContext context, Issues issues) {
    ConfigWalk.over(config, new NumberChecks(config, context, issues));
  }

  @Override
  public void action(IvrAction action, String pointer) {
    if (action instanceof ForwardAction forward && !forward.to().isEmpty()) {
      known
          .computeIfAbsent(forward.to(), this::broken)
          .forEach(rule -> issues.add(rule, pointer + "/to", message(rule)));
    }
  }

  private Set<Rule> broken(String to) {
    EnumSet<Rule> rules = EnumSet.noneOf(Rule.class);
    if (!ForwardAction.E164.matcher(to).matches()) {
      shortNumber(to, rules); // the reader has reported the form
      return rules;
    }
    facts(to, rules);
    E164 target = E164.of(to);
    if (context.ownNumbers().contains(target)) {
      rules.add(Rule.E_FORWARD_SELF);
    } else if (comesBack(target)) {
      rules.add(Rule.E_FORWARD_CYCLE);
    }
    return rules;
  }

  private void facts(String number, Set<Rule> rules) {
    switch (NumberKind.of(number)) {
      case SATELLITE -> {
        rules.add(Rule.W_FORWARD_SATELLITE);
        return;
      }
      case PREMIUM -> {
        if (!context.premiumAllowed()) {
          rules.add(Rule.E_FORWARD_PREMIUM);
        }
      }
      case SHARED_COST -> rules.add(Rule.W_FORWARD_SHARED_COST);
      case UNUSED -> rules.add(Rule.W_FORWARD_INVALID);
      case IMPOSSIBLE -> rules.add(Rule.E_FORWARD_FORMAT);
      case ORDINARY -> {
        // nothing to be said about its price
      }
    }
    String region = NumberKind.region(number);
    boolean home = config.defaultRegion().map(region::equals).orElse(true);
    if (!home && !region.equals(NumberKind.NOWHERE) && !context.allowedRegions().contains(region)) {
      rules.add(Rule.W_FORWARD_FOREIGN);
    }
  }

  private void shortNumber(String to, Set<Rule> rules) {
    String region = config.defaultRegion().orElse("");
    ShortNumberInfo shortNumbers = ShortNumberInfo.getInstance();
    if (EMERGENCY.contains(to) || shortNumbers.connectsToEmergencyNumber(to, region)) {
      rules.add(Rule.E_FORWARD_EMERGENCY);
    } else if (to.matches("[0-9]{3,6}")) {
      rules.add(Rule.W_FORWARD_SHORT_NUMBER);
    }
  }

  /** Tells whether the menu at that number, or one it forwards to, forwards to one of ours. */
  private boolean comesBack(E164 target) {
    Set<E164> seen = new HashSet<>();
    List<E164> open = new ArrayList<>(List.of(target));
    while (!open.isEmpty()) {
      E164 number = open.remove(open.size() - 1);
      IvrConfig neighbour = context.neighbours().get(number);
      if (neighbour != null && seen.add(number)) {
        open.addAll(forwards(neighbour));
      } else if (context.ownNumbers().contains(number)) {
        return true;
      }
    }
    return false;
  }

  private static List<E164> forwards(IvrConfig config) {
    List<E164> numbers = new ArrayList<>();
    ConfigWalk.over(
        config,
        new ConfigWalk.Visitor() {
          @Override
          public void action(IvrAction action, String pointer) {
            if (action instanceof ForwardAction forward
                && ForwardAction.E164.matcher(forward.to()).matches()) {
              numbers.add(E164.of(forward.to()));
            }
          }
        });
    return numbers;
  }

  private static String message(Rule rule) {
    return switch (rule) {
      case E_FORWARD_FORMAT -> "no country has numbers like this";
      case E_FORWARD_SELF -> "this is the number callers have just called";
      case E_FORWARD_CYCLE -> "the menu at that number forwards back here";
      case E_FORWARD_PREMIUM -> "this is a premium number";
      case W_FORWARD_SHARED_COST -> "calls to this number cost extra";
      case W_FORWARD_FOREIGN -> "this number is in another country";
      case W_FORWARD_SATELLITE -> "this number is on a satellite or global network";
      case E_FORWARD_EMERGENCY -> "this is an emergency number";
      case W_FORWARD_SHORT_NUMBER -> "this is a short number";
      default -> "possible, but not in any range that is in use";
    };
  }
}
