package inc.phone.ivr;

import inc.phone.ivr.CallGraph.Edge;
import inc.phone.ivr.CallGraph.Node;
import inc.phone.ivr.CallGraph.Trigger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** Where callers get lost: menus nobody reaches, loops nobody leaves, ends without a person. */
final class FlowChecks {
  private static final int COMFORTABLE_DEPTH = 2;
  private static final int MAX_DEPTH = 8;
  private static final int KEYS_TO_A_PERSON = 2;

  private final CallGraph graph;
  private final Issues issues;
  private final Set<Node> reachable;

  private FlowChecks(CallGraph graph, Issues issues) {
    this.graph = graph;
    this.issues = issues;
    this.reachable = reachable(List.of(graph.start()), edge -> true);
  }

  static void check(IvrConfig config, ValidationContext context, Issues issues) {
    FlowChecks checks = new FlowChecks(CallGraph.of(config), issues);
    checks.unknownMenus(config);
    checks.unreachableMenus();
    checks.loops();
    checks.exits();
    checks.deadEnds();
    checks.persons();
    checks.depth();
    checks.forwardsWithoutFallback(config);
  }

  private void unknownMenus(IvrConfig config) {
    ConfigWalk.over(
        config,
        new ConfigWalk.Visitor() {
          @Override
          public void action(IvrAction action, String pointer) {
            if (action instanceof MenuAction goTo
                && !goTo.menu().isEmpty()
                && !config.menus().containsKey(goTo.menu())) {
              issues.add(
                  Rule.E_MENU_UNKNOWN,
                  pointer + "/menu",
                  "there is no menu of that id",
                  Map.of("menu", goTo.menu()));
            }
          }
        });
  }

  private void forwardsWithoutFallback(IvrConfig config) {
    ConfigWalk.over(
        config,
        new ConfigWalk.Visitor() {
          @Override
          public void action(IvrAction action, String pointer) {
            if (action instanceof ForwardAction forward && forward.noAnswer().isEmpty()) {
              issues.add(
                  Rule.W_FORWARD_WITHOUT_FALLBACK,
                  pointer,
                  "nothing says what happens if nobody answers");
            }
          }
        });
  }

  private void unreachableMenus() {
    for (Node menu : graph.menus().values()) {
      if (!reachable.contains(menu)) {
        issues.add(Rule.E_UNREACHABLE_MENU, menu.pointer(), "nothing leads to this menu");
      }
    }
  }

  private void loops() {
    Loops silent = Loops.of(graph.nodes(), edge -> edge.trigger().isAutomatic());
    for (Node node : silent.oneOfEach(graph.nodes())) {
      if (reachable.contains(node)) {
        issues.add(
            Rule.E_AUTO_LOOP,
            node.pointer(),
            "a silent caller comes back here without pressing a key");
      }
    }
    // That callers can go back is no news.
    Loops any = Loops.of(graph.nodes(), edge -> !(edge.from().action() instanceof BackAction));
    for (Node menu : graph.menus().values()) {
      for (Edge edge : menu.edges()) {
        if (edge.trigger() == Trigger.KEY && edge.to() != menu && any.share(menu, edge.to())) {
          issues.add(
              Rule.I_MENU_CYCLE, menu.pointer(), "key " + edge.name() + " can lead back here");
        }
      }
    }
  }

  /** Walks backwards from every exit; a menu that is not met has none. */
  private void exits() {
    Map<Node, List<Node>> backwards = new HashMap<>();
    for (Node node : graph.nodes()) {
      for (Edge edge : node.edges()) {
        backwards.computeIfAbsent(edge.to(), to -> new ArrayList<>()).add(node);
      }
    }
    Set<Node> leading = new HashSet<>(graph.nodes().stream().filter(Node::isExit).toList());
    Deque<Node> open = new ArrayDeque<>(leading);
    while (!open.isEmpty()) {
      for (Node before : backwards.getOrDefault(open.remove(), List.of())) {
        if (leading.add(before)) {
          open.add(before);
        }
      }
    }
    for (Node menu : graph.menus().values()) {
      if (!leading.contains(menu)) {
        issues.add(Rule.E_NO_EXIT, menu.pointer(), "this menu never ends");
      }
    }
  }

  private void deadEnds() {
    List<Node> afterFailure =
        graph.nodes().stream()
            .filter(reachable::contains)
            .flatMap(node -> node.edges().stream())
            .filter(edge -> edge.trigger().isAutomatic() && edge.trigger() != Trigger.THEN)
            .map(Edge::to)
            .filter(node -> node.menu() == null)
            .toList();
    for (Node node : reachable(afterFailure, edge -> edge.trigger() == Trigger.THEN)) {
      if (node.action() instanceof HangupAction) {
        issues.add(
            Rule.W_DEAD_END_HANGUP, node.pointer(), "a caller who needed help is hung up on");
      }
    }
  }

  private void persons() {
    Map<Node, Integer> keys = distances(edge -> edge.trigger().isAutomatic() ? 0 : 1);
    boolean near =
        keys.entrySet().stream()
            .anyMatch(e -> e.getKey().isPersonOrMailbox() && e.getValue() <= KEYS_TO_A_PERSON);
    if (!near && graph.start().edges().stream().anyMatch(e -> e.trigger() == Trigger.ANSWER)) {
      issues.add(Rule.W_NO_HUMAN, "/entry", "no person or voicemail within two keys");
    }
  }

  private void depth() {
    Map<Node, Integer> depths = distances(edge -> edge.to().menu() == null ? 0 : 1);
    graph
        .menus()
        .values()
        .forEach(
            menu -> {
              int depth = depths.getOrDefault(menu, 0);
              if (depth > COMFORTABLE_DEPTH) {
                issues.add(
                    depth > MAX_DEPTH ? Rule.E_TOO_DEEP : Rule.W_TOO_DEEP,
                    menu.pointer(),
                    "callers hear " + (depth - 1) + " menus before this one",
                    Map.of("depth", Integer.toString(depth)));
              }
            });
  }

  /** Least cost from the start; every step costs 0 or 1. */
  private Map<Node, Integer> distances(ToIntFunction<Edge> cost) {
    Map<Node, Integer> best = new HashMap<>();
    Deque<Node> queue = new ArrayDeque<>(List.of(graph.start()));
    best.put(graph.start(), 0);
    while (!queue.isEmpty()) {
      Node node = queue.removeFirst();
      int soFar = best.getOrDefault(node, 0);
      for (Edge edge : node.edges()) {
        int through = soFar + cost.applyAsInt(edge);
        Integer known = best.get(edge.to());
        if (known == null || through < known) {
          best.put(edge.to(), through);
          queue.addLast(edge.to());
        }
      }
    }
    return best;
  }

  private static Set<Node> reachable(Collection<Node> from, Predicate<Edge> follow) {
    Set<Node> seen = new LinkedHashSet<>(from);
    Deque<Node> queue = new ArrayDeque<>(from);
    while (!queue.isEmpty()) {
      for (Edge edge : queue.remove().edges()) {
        if (follow.test(edge) && seen.add(edge.to())) {
          queue.add(edge.to());
        }
      }
    }
    return seen;
  }
}
