package inc.phone.examples.shop;

import java.util.ArrayList;
import java.util.List;

/** Reads comma-separated values as RFC 4180 describes them: quotes, doubled quotes, line breaks. */
final class Csv {
  private final String text;
  private int position;

  private Csv(String text) {
    this.text = text;
  }

  /** The rows of a text; lines with nothing on them are left out. */
  static List<List<String>> rows(String text) {
    Csv csv = new Csv(text.startsWith("\uFEFF") ? text.substring(1) : text);
    List<List<String>> rows = new ArrayList<>();
    while (csv.position < csv.text.length()) {
      List<String> row = csv.row();
      if (!row.equals(List.of(""))) {
        rows.add(row);
      }
    }
    return rows;
  }

  private List<String> row() {
    List<String> cells = new ArrayList<>();
    do {
      cells.add(cell().strip());
    } while (take(','));
    take('\r');
    take('\n');
    return cells;
  }

  private String cell() {
    StringBuilder cell = new StringBuilder();
    boolean quoted = take('"');
    while (position < text.length()) {
      char c = text.charAt(position);
      if (quoted && c == '"') {
        position++;
        if (!take('"')) {
          quoted = false;
          continue;
        }
        cell.append('"');
      } else if (!quoted && (c == ',' || c == '\r' || c == '\n')) {
        break;
      } else {
        cell.append(c);
        position++;
      }
    }
    return cell.toString();
  }

  private boolean take(char wanted) {
    if (position < text.length() && text.charAt(position) == wanted) {
      position++;
      return true;
    }
    return false;
  }
}
