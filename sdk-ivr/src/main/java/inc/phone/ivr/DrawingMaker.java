package inc.phone.ivr;

import inc.phone.ivr.CallGraph.Edge;
import inc.phone.ivr.CallGraph.Node;
import inc.phone.ivr.CallGraph.Trigger;
import inc.phone.ivr.Drawing.Box;
import inc.phone.ivr.Drawing.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a drawing of a graph: ends that are the same become one box, and keys that lead back stand
 * in the box of their menu, because Mermaid drops the label of an arrow from a box to itself.
 */
final class DrawingMaker {
  private static final String KEY_ORDER = "1234567890*#";
  private static final Comparator<Edge> BY_KEY =
      Comparator.comparing(Edge::trigger).thenComparing(DrawingMaker::sortable);

  private final IvrConfig config;
  private final DiagramOptions options;
  private final Drawing drawing;
  private final CallGraph graph;
  private final Map<Node, Box> boxOf = new HashMap<>();
  private final Deque<Node> open = new ArrayDeque<>();

  DrawingMaker(IvrConfig config, DiagramOptions options, Drawing drawing) {
    this.config = config;
    this.options = options;
    this.drawing = drawing;
    this.graph = CallGraph.of(config);
  }

  void make() {
    Box start = drawing.box("start", Shape.ROUND, List.of("Call"));
    Box answer = start;
    if (config.hours().isPresent()) {
      answer =
          drawing.box(
              "hours", Shape.QUESTION, List.of("Open now?", Label.of(config.zone().getId())));
      start.addArrow(answer, "answer", false);
    }
    boxOf.put(graph.start(), answer);
    arrows(graph.start());
    drain();
    for (Node menu : graph.menus().values()) {
      if (!boxOf.containsKey(menu)) {
        box(menu);
        drain();
      }
    }
    options.report().ifPresent(this::mark);
  }

  private void drain() {
    while (!open.isEmpty()) {
      arrows(open.remove());
    }
  }

  private Box box(Node node) {
    Box known = boxOf.get(node);
    if (known != null) {
      return known;
    }
    Look look = Look.of(node, config, options);
    String key = look.isEnd() ? look.toString() : "node " + boxOf.size();
    if (!drawing.has(key)) {
      open.add(node);
    }
    Box box = drawing.box(key, look.shape(), look.lines());
    boxOf.put(node, box);
    return box;
  }

  private void arrows(Node node) {
    Box from = box(node);
    List<Edge> edges = new ArrayList<>(node.edges());
    edges.sort(BY_KEY);
    for (Edge edge : edges) {
      String label = label(edge);
      if (edge.to().action() instanceof BackAction) {
        from.addLine(label + ": back");
      } else if (edge.to() == node) {
        from.addLine(label + ": repeat");
      } else {
        from.addArrow(box(edge.to()), label, isDashed(edge));
      }
    }
  }

  private static boolean isDashed(Edge edge) {
    return switch (edge.trigger()) {
      case NO_INPUT, INVALID, NO_ANSWER, FALLBACK -> true;
      case ANSWER, CLOSED, KEY, HANDOFF, THEN -> false;
    };
  }

  private String label(Edge edge) {
    return switch (edge.trigger()) {
      case ANSWER -> config.hours().isPresent() ? "open" : "answer";
      case CLOSED -> edge.name().isEmpty() ? "closed" : "closed, " + Label.of(edge.name());
      case KEY -> key(edge);
      case NO_INPUT -> "silence";
      case INVALID -> "wrong keys";
      case NO_ANSWER -> "no answer";
      case FALLBACK -> "fallback";
      case HANDOFF -> "hand-off " + Label.of(edge.name());
      case THEN -> "then";
    };
  }

  private String key(Edge edge) {
    IvrBranch branch = edge.branch();
    if (branch == null) {
      return edge.name();
    }
    String name =
        branch
            .label()
            .resolve(options.locale().orElse(config.defaultLocale()), config.defaultLocale())
            .map(label -> " " + Label.of(label))
            .orElse("");
    Long count = options.counts().get(branch.id());
    return edge.name() + name + (count == null ? "" : " (" + count + ")");
  }

  private static String sortable(Edge edge) {
    StringBuilder order = new StringBuilder();
    if (edge.trigger() == Trigger.KEY) {
      edge.name().chars().forEach(key -> order.append((char) ('a' + KEY_ORDER.indexOf(key))));
    }
    return order.toString();
  }

  /** Each problem goes to the innermost place it is in. */
  private void mark(ValidationReport report) {
    for (ValidationIssue issue : report.issues()) {
      if (issue.severity() != ValidationIssue.Severity.INFO) {
        boxOf.keySet().stream()
            .filter(node -> !node.pointer().isEmpty() && isWithin(issue.pointer(), node.pointer()))
            .max(Comparator.comparingInt(node -> node.pointer().length()))
            .ifPresent(node -> box(node).addProblem(issue.code()));
      }
    }
  }

  private static boolean isWithin(String pointer, String place) {
    return pointer.equals(place) || pointer.startsWith(place + "/");
  }
}
