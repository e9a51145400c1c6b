package inc.phone.ivr;

import inc.phone.ivr.Drawing.Arrow;
import inc.phone.ivr.Drawing.Box;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A tree of text: each box once with all that follows, later only by its first line. */
final class TreeWriter {
  /** Deeper than any menu that may be saved; what lies below is drawn as a tree of its own. */
  private static final int MAX_INDENT = 3 * 60;

  private final StringBuilder out = new StringBuilder();
  private final Set<Box> written = new HashSet<>();

  private TreeWriter() {}

  static String write(Drawing drawing) {
    TreeWriter writer = new TreeWriter();
    for (Box box : drawing.boxes()) {
      if (!writer.written.contains(box)) {
        writer.box(box, "", "");
      }
    }
    return writer.out.toString();
  }

  private void box(Box box, String before, String indent) {
    List<String> lines = box.lines();
    if (indent.length() > MAX_INDENT) {
      out.append(before).append("…\n");
      return;
    }
    boolean known = !written.add(box);
    out.append(before).append(known ? lines.get(0) : String.join(" · ", lines));
    out.append(known && !box.arrows().isEmpty() ? " (above)\n" : "\n");
    if (known) {
      return;
    }
    for (int i = 0; i < box.arrows().size(); i++) {
      Arrow arrow = box.arrows().get(i);
      boolean last = i == box.arrows().size() - 1;
      box(
          arrow.to(),
          indent + (last ? "└─ " : "├─ ") + arrow.label() + " → ",
          indent + (last ? "   " : "│  "));
    }
  }
}
