package inc.phone.examples.shop.pages.diagram;

import inc.phone.ivr.AiReceptionistAction;
import inc.phone.ivr.ForwardAction;
import inc.phone.ivr.IvrAction;
import inc.phone.ivr.IvrBranch;
import inc.phone.ivr.IvrConfig;
import inc.phone.ivr.IvrMenu;
import inc.phone.ivr.MenuAction;
import inc.phone.ivr.PlayAction;
import inc.phone.ivr.Prompt;
import inc.phone.ivr.ValidationIssue;
import inc.phone.ivr.ValidationReport;
import inc.phone.ivr.VoicemailAction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Draws a menu as a tree that grows downwards: one box per row, the further from the call the
 * further to the right, so that it fits beside a form and on a phone. A menu is drawn where callers
 * come to it first. Every menu can be drawn, also one with errors.
 */
public final class MenuDiagram {
  private static final String KEY_ORDER = "1234567890*#";

  /** More would not be a picture any more. */
  private static final int MAX_NODES = 120;

  private static final int MAX_DEPTH = 8;

  private final IvrConfig config;
  private final String language;
  private final Map<String, Long> counts;
  private final double most;
  private final Map<Integer, String> marks = new HashMap<>();
  private final Set<String> drawn = new HashSet<>();
  private final List<DiagramNode> nodes = new ArrayList<>();
  private final Map<String, Integer> rows = new HashMap<>();

  private MenuDiagram(IvrConfig config, String language, Map<String, Long> counts) {
    this.config = config;
    this.language = language;
    this.counts = counts;
    this.most = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /**
   * Draws one.
   *
   * @param language what labels are shown in, where they have it
   * @param counts calls by branch id, empty to count nothing
   * @param report what is wrong with the menu
   */
  public static DiagramView of(
      IvrConfig config, String language, Map<String, Long> counts, ValidationReport report) {
    MenuDiagram diagram = new MenuDiagram(config, language, counts);
    diagram.draw();
    report.issues().forEach(diagram::mark);
    return new DiagramView(
        IntStream.range(0, diagram.nodes.size()).mapToObj(diagram::marked).toList(),
        !counts.isEmpty());
  }

  private void draw() {
    int call = add(new Step("", "", "", ""), "call", "", -1, 0);
    String pointer = child("/menus", config.entry());
    if (config.menus().containsKey(config.entry())) {
      String edge = config.hours().isPresent() ? "open" : "answer";
      menu(new Step(pointer, "", edge, ""), config.entry(), call, 1);
    }
    config
        .hours()
        .ifPresent(
            hours -> action(new Step("/hours/closed", "", "closed", ""), hours.closed(), call, 1));
  }

  private void menu(Step step, String id, int parent, int depth) {
    IvrMenu menu = config.menus().get(id);
    if (menu == null || !drawn.add(id)) {
      add(step, menu == null ? "missing" : "again", id, parent, depth);
      return;
    }
    int row =
        add(
            step,
            "menu",
            menu.greeting()
                .resolve(language, config.defaultLocale())
                .flatMap(Prompt::say)
                .orElse(id),
            parent,
            depth);
    String pointer = child("/menus", id);
    rows.put(pointer, row);
    List<IvrBranch> branches = menu.branches();
    IntStream.range(0, branches.size())
        .boxed()
        .filter(i -> branches.get(i).enabled())
        .sorted(Comparator.comparing(i -> sortable(branches.get(i).digit())))
        .forEach(i -> branch(pointer + "/branches/" + i, branches.get(i), row, depth + 1));
    otherwise(menu, pointer, row, depth + 1);
  }

  private void branch(String pointer, IvrBranch branch, int parent, int depth) {
    String label = branch.label().resolve(language, config.defaultLocale()).orElse(branch.id());
    Step step = new Step(pointer, branch.digit().isEmpty() ? "?" : branch.digit(), "", label);
    action(step, branch.action(), parent, depth, branch.id());
  }

  /** Mostly silence and wrong keys lead to the same. */
  private void otherwise(IvrMenu menu, String pointer, int parent, int depth) {
    IvrAction silence = menu.noInput().then();
    IvrAction wrong = menu.invalid().then();
    boolean same = silence.equals(wrong);
    Step first = new Step(pointer + "/no_input/then", "", same ? "otherwise" : "silence", "");
    action(first, silence, parent, depth);
    if (!same) {
      action(new Step(pointer + "/invalid/then", "", "wrong", ""), wrong, parent, depth);
    }
  }

  private void action(Step step, IvrAction action, int parent, int depth) {
    action(step, action, parent, depth, "");
  }

  private void action(Step step, IvrAction action, int parent, int depth, String branchId) {
    if (nodes.size() >= MAX_NODES || depth > MAX_DEPTH) {
      return;
    }
    int row = nodes.size();
    if (action instanceof MenuAction goTo) {
      menu(step, goTo.menu(), parent, depth);
    } else {
      add(step, kind(action), value(action), parent, depth);
      follow(step.pointer() + (branchId.isEmpty() ? "" : "/action"), action, row, depth + 1);
    }
    if (!branchId.isEmpty() && !counts.isEmpty()) {
      nodes.set(row, counted(nodes.get(row), counts.getOrDefault(branchId, 0L)));
    }
  }

  private void follow(String pointer, IvrAction action, int row, int depth) {
    if (action instanceof ForwardAction forward) {
      forward
          .noAnswer()
          .ifPresent(
              next ->
                  action(new Step(pointer + "/no_answer", "", "no_answer", ""), next, row, depth));
    } else if (action instanceof AiReceptionistAction assistant) {
      for (int i = 0; i < assistant.handoffs().size(); i++) {
        String at = pointer + "/handoffs/" + i + "/action";
        action(new Step(at, "", "handoff", ""), assistant.handoffs().get(i).action(), row, depth);
      }
      action(new Step(pointer + "/fallback", "", "fallback", ""), assistant.fallback(), row, depth);
    } else if (action instanceof PlayAction play) {
      action(new Step(pointer + "/then", "", "then", ""), play.then(), row, depth);
    }
  }

  private int add(Step step, String kind, String value, int parent, int depth) {
    int row = nodes.size();
    rows.put(step.pointer(), row);
    nodes.add(
        new DiagramNode(
            row,
            depth,
            parent,
            above(parent),
            kind,
            step.key(),
            step.edge(),
            step.label(),
            value,
            null,
            0,
            ""));
    return row;
  }

  private int above(int parent) {
    return nodes.stream()
        .filter(node -> node.parentRow() == parent)
        .mapToInt(DiagramNode::row)
        .max()
        .orElse(-1);
  }

  private DiagramNode counted(DiagramNode node, long count) {
    return new DiagramNode(
        node.row(),
        node.depth(),
        node.parentRow(),
        node.aboveRow(),
        node.kind(),
        node.key(),
        node.edge(),
        node.label(),
        node.value(),
        count,
        most == 0 ? 0 : count / most,
        "");
  }

  private static String kind(IvrAction action) {
    return switch (action.type()) {
      case "forward", "voicemail", "ai_receptionist", "repeat", "back", "play", "hangup" ->
          action.type();
      default -> "unknown";
    };
  }

  private static String value(IvrAction action) {
    if (action instanceof ForwardAction forward) {
      return forward.to();
    }
    if (action instanceof VoicemailAction voicemail) {
      return voicemail.mailbox();
    }
    if (action instanceof AiReceptionistAction assistant) {
      return assistant.agent().orElse("");
    }
    return kind(action).equals("unknown") ? action.type() : "";
  }

  /** Each problem goes to the innermost box it is in; the worst of a box is what it shows. */
  private void mark(ValidationIssue issue) {
    if (issue.severity() == ValidationIssue.Severity.INFO) {
      return;
    }
    String mark = issue.severity() == ValidationIssue.Severity.ERROR ? "bad" : "warn";
    rows.keySet().stream()
        .filter(place -> !place.isEmpty() && (issue.pointer() + "/").startsWith(place + "/"))
        .max(Comparator.comparingInt(String::length))
        .ifPresent(place -> marks.putIfAbsent(rows.getOrDefault(place, 0), mark));
  }

  private DiagramNode marked(int row) {
    DiagramNode node = nodes.get(row);
    return new DiagramNode(
        node.row(),
        node.depth(),
        node.parentRow(),
        node.aboveRow(),
        node.kind(),
        node.key(),
        node.edge(),
        node.label(),
        node.value(),
        node.count(),
        node.share(),
        marks.getOrDefault(row, ""));
  }

  private static String sortable(String digits) {
    StringBuilder order = new StringBuilder();
    digits.chars().forEach(key -> order.append((char) ('a' + KEY_ORDER.indexOf(key))));
    return order.toString();
  }

  private static String child(String pointer, String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /** How a caller comes to a box: by a key, or by what else happened. */
  private record Step(String pointer, String key, String edge, String label) {}
}
