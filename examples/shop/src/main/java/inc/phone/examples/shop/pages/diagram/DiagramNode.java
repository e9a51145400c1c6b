package inc.phone.examples.shop.pages.diagram;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A box of the picture and the line that leads to it.
 *
 * @param row which row it is in, from 0
 * @param depth how far it is from the call
 * @param parentRow the row of the box that leads here, or -1
 * @param aboveRow the row of the box before it that the same box leads to, or -1 for the first
 * @param kind what happens there, the end of a key of a text
 * @param key what a caller presses to come here, or empty
 * @param edge how a caller comes here without a key, the end of a key of a text
 * @param label what the shop calls it, or empty
 * @param value what belongs to the kind: a number, a mailbox, a menu
 * @param count how many came here, or null where nobody counts
 * @param share how many that is of the most, 0 to 1
 * @param mark {@code bad} or {@code warn} if something is wrong here, or empty
 */
public record DiagramNode(
    int row,
    int depth,
    int parentRow,
    int aboveRow,
    String kind,
    String key,
    String edge,
    String label,
    String value,
    @Nullable Long count,
    double share,
    String mark) {
  static final int WIDTH = 360;
  static final int ROW = 58;

  private static final Set<String> PLAIN = Set.of("answer", "open", "closed", "handoff", "then");
  private static final int INDENT = 24;
  private static final int HEIGHT = 48;
  private static final int KEY_WIDTH = 34;
  private static final int COUNT_WIDTH = 46;
  private static final double LETTER = 7.1;
  private static final double SMALL_LETTER = 6.1;
  private static final int KIND_LETTERS = 12;

  public int x() {
    return 1 + depth * INDENT;
  }

  public int y() {
    return 1 + row * ROW;
  }

  public int width() {
    return WIDTH - 2 - depth * INDENT;
  }

  public int height() {
    return HEIGHT;
  }

  public int middle() {
    return y() + HEIGHT / 2;
  }

  public int end() {
    return x() + width();
  }

  public int textX() {
    return x() + 14 + (key.isEmpty() ? 0 : KEY_WIDTH);
  }

  /** How long the line is that shows the share. */
  public int shareWidth() {
    return (int) Math.round((width() - 16) * share);
  }

  /** What happens when nothing is pressed or nobody is there. */
  public boolean isOtherwise() {
    return !edge.isEmpty() && !PLAIN.contains(edge);
  }

  /** The line from the box that leads here, or from where the line to the box before it bends. */
  public String path() {
    int bend = 8;
    int from = 1 + (depth - 1) * INDENT + 12;
    int top = aboveRow < 0 ? 1 + parentRow * ROW + HEIGHT : 1 + aboveRow * ROW + HEIGHT / 2 - bend;
    return "M%d %dV%dq0 %d %d %dH%d"
        .formatted(from, top, middle() - bend, bend, bend, bend, x() - 1);
  }

  /** The label, as much of it as there is room for. */
  public String shortLabel() {
    return cut(label, (int) (room() / LETTER));
  }

  /** The value, as much of it as there is room for beside the kind. */
  public String shortValue() {
    return cut(value, (int) (room() / SMALL_LETTER) - KIND_LETTERS);
  }

  private int room() {
    return end() - textX() - 10 - (count == null ? 0 : COUNT_WIDTH);
  }

  private static String cut(String text, int letters) {
    String line = text.replaceAll("\\s+", " ").strip();
    int most = Math.max(letters, 4);
    return line.codePointCount(0, line.length()) <= most
        ? line
        : line.substring(0, line.offsetByCodePoints(0, most - 1)).strip() + "…";
  }
}
