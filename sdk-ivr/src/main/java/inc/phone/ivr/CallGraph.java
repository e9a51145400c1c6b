package inc.phone.ivr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everywhere a caller can be, and what leads from one place to the next.
 *
 * <p>Menus are places of their own, also those nothing leads to; so is every action except those
 * that only lead to a menu. What is not written is there too: a forward without {@code no_answer}
 * leads to the silence of its menu, as it does in a call. Branches that are switched off are left
 * out.
 */
final class CallGraph {
  /** What makes a caller move on. */
  enum Trigger {
    ANSWER,
    CLOSED,
    KEY,
    NO_INPUT,
    INVALID,
    NO_ANSWER,
    FALLBACK,
    HANDOFF,
    THEN;

    /** Whether the caller moves on without doing anything. */
    boolean isAutomatic() {
      return this != KEY && this != HANDOFF;
    }
  }

  /** A place: the start if it has neither menu nor action. */
  static final class Node {
    private final String pointer;
    private final @Nullable String menu;
    private final @Nullable IvrAction action;
    private final List<Edge> edges = new ArrayList<>();

    private Node(String pointer, @Nullable String menu, @Nullable IvrAction action) {
      this.pointer = pointer;
      this.menu = menu;
      this.action = action;
    }

    String pointer() {
      return pointer;
    }

    /** The id, if this is a menu. */
    @Nullable String menu() {
      return menu;
    }

    @Nullable IvrAction action() {
      return action;
    }

    List<Edge> edges() {
      return edges;
    }

    /** Whether a call can end well or badly here. */
    boolean isExit() {
      return isPersonOrMailbox()
          || action instanceof AiReceptionistAction
          || action instanceof HangupAction;
    }

    boolean isPersonOrMailbox() {
      return action instanceof ForwardAction || action instanceof VoicemailAction;
    }
  }

  /** A step: what triggers it, its key, hand-off or exception if it has one, and its branch. */
  record Edge(Node from, Node to, Trigger trigger, String name, @Nullable IvrBranch branch) {}

  /** An action whose steps are still to be added; the menu is where its fallback is. */
  private record Open(Node node, @Nullable String menu) {}

  private final IvrConfig config;
  private final Node start = new Node("", null, null);
  private final Map<String, Node> menus = new LinkedHashMap<>();
  private final Map<String, Node> silences = new HashMap<>();
  private final Map<Node, Node> leavesFrom = new LinkedHashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Deque<Open> open = new ArrayDeque<>();

  private CallGraph(IvrConfig config) {
    this.config = config;
  }

  static CallGraph of(IvrConfig config) {
    CallGraph graph = new CallGraph(config);
    graph.build();
    return graph;
  }

  Node start() {
    return start;
  }

  Map<String, Node> menus() {
    return menus;
  }

  /** Every place but the start, menus first. */
  List<Node> nodes() {
    return nodes;
  }

  private void build() {
    for (String id : config.menus().keySet()) {
      Node node = new Node(ConfigFields.child("/menus", id), id, null);
      menus.put(id, node);
      nodes.add(node);
    }
    Node entry = menus.get(config.entry());
    if (entry != null) {
      link(start, entry, Trigger.ANSWER, "", null);
    }
    config.hours().ifPresent(this::addHours);
    config.menus().forEach(this::addMenu);
    while (!open.isEmpty()) {
      expand(open.remove());
    }
    leavesFrom.forEach(this::addWaysBack);
  }

  private void addHours(OpeningHours hours) {
    link(start, place(hours.closed(), null, "/hours/closed"), Trigger.CLOSED, "", null);
    int index = 0;
    for (HoursException exception : hours.exceptions()) {
      String pointer = "/hours/exceptions/" + index++ + "/action";
      exception
          .action()
          .ifPresent(
              action ->
                  link(
                      start,
                      place(action, null, pointer),
                      Trigger.CLOSED,
                      exception.label().orElse(exception.id()),
                      null));
    }
  }

  private void addMenu(String id, IvrMenu menu) {
    Node node = place(id);
    int index = 0;
    for (IvrBranch branch : menu.branches()) {
      String pointer = node.pointer() + "/branches/" + index++ + "/action";
      if (branch.enabled() && !branch.digit().isEmpty()) {
        link(node, place(branch.action(), id, pointer), Trigger.KEY, branch.digit(), branch);
      }
    }
    link(node, silence(id), Trigger.NO_INPUT, "", null);
    String invalid = node.pointer() + "/invalid/then";
    link(node, place(menu.invalid().then(), id, invalid), Trigger.INVALID, "", null);
  }

  /** Where silence in a menu leads; without a menu, to a message. */
  private Node silence(@Nullable String menu) {
    String key = menu == null ? "" : menu;
    Node known = silences.get(key);
    if (known != null) {
      return known;
    }
    IvrMenu of = config.menus().get(key);
    Node node =
        of == null
            ? place(VoicemailAction.DEFAULT, null, "")
            : place(of.noInput().then(), menu, place(key).pointer() + "/no_input/then");
    silences.put(key, node);
    return node;
  }

  private Node place(String menu) {
    return Objects.requireNonNull(menus.get(menu), menu);
  }

  private Node place(IvrAction action, @Nullable String menu, String pointer) {
    Node target = null;
    if (action instanceof MenuAction goTo) {
      target = menus.get(goTo.menu());
    } else if (action instanceof RepeatAction && menu != null) {
      target = menus.get(menu);
    }
    if (target == null) {
      target = new Node(pointer, null, action);
      nodes.add(target);
      open.add(new Open(target, menu));
    }
    return target;
  }

  private void expand(Open place) {
    Node node = place.node();
    String menu = place.menu();
    String pointer = node.pointer();
    if (node.action() instanceof ForwardAction forward) {
      Node next =
          forward
              .noAnswer()
              .map(action -> place(action, menu, pointer + "/no_answer"))
              .orElseGet(() -> silence(menu));
      link(node, next, Trigger.NO_ANSWER, "", null);
    } else if (node.action() instanceof AiReceptionistAction ai) {
      link(node, place(ai.fallback(), menu, pointer + "/fallback"), Trigger.FALLBACK, "", null);
      int index = 0;
      for (AiHandoffRule rule : ai.handoffs()) {
        String at = pointer + "/handoffs/" + index++ + "/action";
        link(node, place(rule.action(), menu, at), Trigger.HANDOFF, rule.id(), null);
      }
    } else if (node.action() instanceof PlayAction play) {
      link(node, place(play.then(), menu, pointer + "/then"), Trigger.THEN, "", null);
    } else if (node.action() instanceof BackAction && menu != null) {
      leavesFrom.put(node, place(menu));
    } else if (!node.isExit()) {
      link(node, silence(menu), Trigger.FALLBACK, "", null);
    }
  }

  /** Back leads to every menu that leads here, or to the same menu if none does. */
  private void addWaysBack(Node node, Node from) {
    List<Node> parents =
        menus.values().stream().filter(menu -> menu != from && leadsTo(menu, from)).toList();
    for (Node parent : parents.isEmpty() ? List.of(from) : parents) {
      link(node, parent, Trigger.THEN, "", null);
    }
  }

  private static boolean leadsTo(Node menu, Node target) {
    return menu.edges().stream().anyMatch(edge -> edge.to() == target);
  }

  private static void link(
      Node from, Node to, Trigger trigger, String name, @Nullable IvrBranch branch) {
    from.edges().add(new Edge(from, to, trigger, name, branch));
  }
}
