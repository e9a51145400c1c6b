package inc.phone.ivr;

import inc.phone.ivr.Drawing.Arrow;
import inc.phone.ivr.Drawing.Box;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Mermaid flowcharts.
 *
 * <p>Texts stand in quotes, and of them only letters, digits and a few signs stand as they are:
 * everything else is written as {@code #<code point>;}, which Mermaid turns into text again after
 * all parsing. Measured by others with quotes, {@code click} lines, scripts, back-ticks, directives
 * and brackets.
 */
final class MermaidWriter {
  private static final String PLAIN = " .,:()-+!?•…";

  private MermaidWriter() {}

  static String write(Drawing drawing, boolean leftToRight) {
    StringBuilder out = new StringBuilder("flowchart ").append(leftToRight ? "LR" : "TD");
    out.append('\n');
    for (Box box : drawing.boxes()) {
      out.append("  ").append(box.id()).append(shape(box)).append('\n');
    }
    for (Box box : drawing.boxes()) {
      for (Arrow arrow : box.arrows()) {
        String label = '"' + escaped(arrow.label()) + '"';
        out.append("  ").append(box.id());
        out.append(arrow.dashed() ? " -. " + label + " .-> " : " -- " + label + " --> ");
        out.append(arrow.to().id()).append('\n');
      }
    }
    List<String> problems = drawing.boxes().stream().filter(Box::hasProblems).map(Box::id).toList();
    if (!problems.isEmpty()) {
      out.append("  classDef problem stroke:#c00,stroke-width:3px\n");
      out.append("  class ").append(String.join(",", problems)).append(" problem\n");
    }
    return out.toString();
  }

  private static String shape(Box box) {
    String text =
        '"'
            + box.lines().stream().map(MermaidWriter::escaped).collect(Collectors.joining("<br/>"))
            + '"';
    return switch (box.shape()) {
      case ROUND -> "([" + text + "])";
      case QUESTION -> "{" + text + "}";
      case MENU -> "[" + text + "]";
      case CALL -> "[/" + text + "/]";
      case ASSISTANT -> "[[" + text + "]]";
      case PLAIN -> "(" + text + ")";
    };
  }

  static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int next = i + Character.charCount(c);
      if (Character.isLetterOrDigit(c) || (PLAIN.indexOf(c) >= 0 && !isListMark(text, i))) {
        out.appendCodePoint(c);
      } else {
        out.append('#').append(c).append(';');
      }
      i = next;
    }
    return out.toString();
  }

  /** The beginning of a Markdown list, which Mermaid refuses to draw: {@code 1. x}, {@code - x}. */
  private static boolean isListMark(String text, int at) {
    boolean beforeSpace = at + 1 == text.length() || text.charAt(at + 1) == ' ';
    return switch (text.charAt(at)) {
      case '-', '+' -> at == 0 && beforeSpace;
      case '.', ')' -> beforeSpace && text.substring(0, at).matches("[0-9]+");
      default -> false;
    };
  }
}
