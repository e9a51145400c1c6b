package inc.phone.ivr.flow;

import inc.phone.ivr.AiHandoffRule;
import inc.phone.ivr.HoursException;
import inc.phone.ivr.IvrAction;
import inc.phone.ivr.IvrBranch;
import inc.phone.ivr.IvrConfig;
import inc.phone.ivr.IvrMenu;
import inc.phone.ivr.OpeningHours;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tries everything a caller can do: in every menu each key, silence to the end and wrong keys to
 * the end, and after each of them every answer of whoever is called.
 *
 * <p>Each menu is tried once, as the caller first comes to it; the work grows with the size of the
 * configuration, not with the number of ways through it. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class IvrWalk {
  private static final String KEYS = "0123456789*#";

  private final IvrConfig config;
  private final List<WalkedPath> paths = new ArrayList<>();
  private final Map<String, IvrSimulator> menus = new HashMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final Set<String> chosen = new HashSet<>();

  private IvrWalk(IvrConfig config) {
    this.config = config;
  }

  /**
   * Walks through a configuration.
   *
   * @param config the configuration, with or without errors
   * @return what was found
   */
  public static IvrWalk over(IvrConfig config) {
    IvrWalk walk = new IvrWalk(config);
    walk.follow(walk.start("", "answer"), IvrSimulator.of(config).call());
    config.hours().ifPresent(walk::closed);
    while (!walk.open.isEmpty()) {
      walk.menu(walk.open.remove());
    }
    return walk;
  }

  /**
   * Every way that was tried.
   *
   * @return the paths, menu by menu in the order callers come to them
   */
  public List<WalkedPath> paths() {
    return Collections.unmodifiableList(paths);
  }

  /**
   * Where callers end, and on how many ways.
   *
   * @return the ends in the order they were found
   */
  public Map<CallOutcome, Integer> ends() {
    Map<CallOutcome, Integer> ends = new LinkedHashMap<>();
    paths.stream()
        .filter(path -> path.outcome().kind() != CallOutcome.Kind.IN_MENU)
        .forEach(path -> ends.merge(path.outcome(), 1, Integer::sum));
    return Collections.unmodifiableMap(ends);
  }

  /**
   * Branches that are switched on and that no caller can choose.
   *
   * @return their ids
   */
  public List<String> unreachableBranches() {
    return config.menus().values().stream()
        .flatMap(menu -> menu.branches().stream())
        .filter(IvrBranch::enabled)
        .map(IvrBranch::id)
        .filter(id -> !chosen.contains(id))
        .toList();
  }

  /**
   * The longest time until a person answers, for callers who hear everything to its end.
   *
   * @return an estimate; zero if no way leads to a person
   */
  public Duration longestToPerson() {
    return longest(
        paths.stream()
            .filter(path -> path.outcome().kind() == CallOutcome.Kind.CONNECTED)
            .map(WalkedPath::sinceCall)
            .toList());
  }

  /**
   * The longest time a silent caller spends in one menu and what follows without a key.
   *
   * @return an estimate; zero if there is no menu
   */
  public Duration longestSilence() {
    return longest(
        paths.stream()
            .filter(path -> path.input().startsWith("silence"))
            .map(WalkedPath::sinceMenu)
            .toList());
  }

  private static Duration longest(List<Duration> durations) {
    return durations.stream().max(Duration::compareTo).orElse(Duration.ZERO);
  }

  private void closed(OpeningHours hours) {
    follow(start("", "closed"), IvrSimulator.closed(config, hours.closed()));
    for (HoursException exception : hours.exceptions()) {
      exception
          .action()
          .ifPresent(
              action ->
                  follow(
                      start("", "closed, " + exception.id()), IvrSimulator.closed(config, action)));
    }
  }

  private void menu(String id) {
    IvrSimulator here = menus.get(id);
    IvrMenu menu = config.menus().get(id);
    if (here == null || menu == null) {
      return;
    }
    for (IvrBranch branch : menu.branches()) {
      if (branch.enabled() && !branch.digit().isEmpty()) {
        choose(id, branch, here);
      }
    }
    IvrSimulator silent = here.silence();
    while (isStill(silent, here)) {
      silent = silent.silence();
    }
    follow(start(id, "silence"), silent);
    wrongKeys(id, menu, here);
  }

  private void choose(String id, IvrBranch branch, IvrSimulator here) {
    IvrSimulator call = here;
    for (char key : branch.digit().toCharArray()) {
      if (call.state().waiting() == FlowState.Waiting.KEYS && isStill(call, here)) {
        call = call.press(String.valueOf(key));
      }
    }
    if (!call.state().digits().isEmpty()) {
      call = call.silence();
    }
    follow(start(id, branch.digit()), call);
  }

  private void wrongKeys(String id, IvrMenu menu, IvrSimulator here) {
    KEYS.chars()
        .mapToObj(key -> String.valueOf((char) key))
        .filter(key -> menu.branches().stream().noneMatch(b -> b.digit().startsWith(key)))
        .filter(key -> !key.equals(menu.input().terminator()))
        .findFirst()
        .ifPresent(
            key -> {
              IvrSimulator call = here;
              while (isStill(call, here)) {
                call = call.state().digits().isEmpty() ? call.press(key) : call.silence();
              }
              follow(start(id, "wrong keys"), call);
            });
  }

  /** Tells whether the caller has not left the menu; its counters grow, so that this ends. */
  private static boolean isStill(IvrSimulator call, IvrSimulator here) {
    return call.state().waiting() == FlowState.Waiting.KEYS
        && call.state().menus().equals(here.state().menus())
        && (call == here
            || call.state().silences() + call.state().wrongKeys() > 0
            || !call.state().digits().isEmpty());
  }

  private Way start(String menu, String input) {
    IvrSimulator here = menus.get(menu);
    return new Way(menu, input, here == null ? Duration.ZERO : here.elapsed());
  }

  /** Where this leads, by every answer there is; the same wait is followed once. */
  private void follow(Way way, IvrSimulator call) {
    call.state().branchId().ifPresent(chosen::add);
    switch (call.state().waiting()) {
      case KEYS -> {
        record(way, call);
        List<String> menuIds = call.state().menus();
        String menu = menuIds.get(menuIds.size() - 1);
        if (menus.putIfAbsent(menu, call) == null) {
          open.add(menu);
        }
      }
      case ANSWER -> {
        if (way.isNew(call)) {
          follow(way.then("answered"), call.answered());
          follow(way.then("no answer"), call.noAnswer());
        }
      }
      case ASSISTANT -> {
        if (way.isNew(call)) {
          follow(way.then("assisted"), call.assistantDone());
          follow(way.then("assistant fails"), call.assistantFails());
          for (AiHandoffRule rule : call.assistant().handoffs()) {
            follow(way.then("hand-off " + rule.id()), call.aiHandoff(rule.id()));
          }
        }
      }
      case NOTHING -> record(way, call);
    }
  }

  private void record(Way way, IvrSimulator call) {
    Duration elapsed = call.elapsed();
    paths.add(
        new WalkedPath(way.menu, way.input, call.outcome(), elapsed, elapsed.minus(way.began)));
  }

  /** What led here from a menu. */
  private static final class Way {
    private final String menu;
    private final String input;
    private final Duration began;
    private final Set<IvrAction> waits;

    Way(String menu, String input, Duration began) {
      this(menu, input, began, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private Way(String menu, String input, Duration began, Set<IvrAction> waits) {
      this.menu = menu;
      this.input = input;
      this.began = began;
      this.waits = waits;
    }

    Way then(String what) {
      return new Way(menu, input + ", " + what, began, waits);
    }

    boolean isNew(IvrSimulator call) {
      return call.state().action().map(waits::add).orElse(false);
    }
  }
}
