package inc.phone.ivr;

import inc.phone.ivr.Drawing.Arrow;
import inc.phone.ivr.Drawing.Box;
import java.util.stream.Collectors;

/** Graphviz graphs: every text in quotes, never an HTML label. */
final class DotWriter {
  private DotWriter() {}

  static String write(Drawing drawing, boolean leftToRight) {
    StringBuilder out = new StringBuilder("digraph ivr {\n");
    out.append("  rankdir=").append(leftToRight ? "LR" : "TB").append(";\n");
    out.append("  node [fontname=\"sans-serif\", shape=box, style=rounded];\n");
    out.append("  edge [fontname=\"sans-serif\"];\n");
    for (Box box : drawing.boxes()) {
      String text = box.lines().stream().map(DotWriter::escaped).collect(Collectors.joining("\\n"));
      out.append("  ").append(box.id()).append(" [label=\"").append(text).append('"');
      out.append(shape(box));
      out.append(box.hasProblems() ? ", color=\"#cc0000\", penwidth=3" : "").append("];\n");
    }
    for (Box box : drawing.boxes()) {
      for (Arrow arrow : box.arrows()) {
        out.append("  ").append(box.id()).append(" -> ").append(arrow.to().id());
        out.append(" [label=\"").append(escaped(arrow.label())).append('"');
        out.append(arrow.dashed() ? ", style=dashed" : "").append("];\n");
      }
    }
    return out.append("}\n").toString();
  }

  private static String shape(Box box) {
    return switch (box.shape()) {
      case ROUND -> ", shape=oval";
      case QUESTION -> ", shape=diamond";
      case CALL -> ", shape=parallelogram";
      case ASSISTANT -> ", shape=component";
      case MENU, PLAIN -> "";
    };
  }

  /** Back-slashes begin escapes in a label, and ampersands begin entities. */
  static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("&", "&amp;");
  }
}
