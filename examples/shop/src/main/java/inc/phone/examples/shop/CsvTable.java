package inc.phone.examples.shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file whose first line names its columns. Immutable.
 *
 * @param header the names, in lower case
 * @param rows the other lines
 */
record CsvTable(List<String> header, List<CsvTable.Row> rows) {
  /** One line. */
  record Row(List<String> header, List<String> cells) {
    /** The cell of a column, empty if there is none. */
    String cell(String name) {
      int column = header.indexOf(name);
      return column < 0 || column >= cells.size() ? "" : cells.get(column).strip();
    }

    @Nullable String orNull(String name) {
      String cell = cell(name);
      return cell.isEmpty() ? null : cell;
    }

    /** A time such as 2026-05-15T10:00:00Z, or null for anything else. */
    @Nullable Instant time(String name) {
      try {
        return Instant.parse(cell(name));
      } catch (DateTimeException e) {
        return null;
      }
    }
  }

  /**
   * Reads a file.
   *
   * @param variable what names the file, for the message
   * @param columns what it must have
   * @throws IllegalArgumentException if it cannot be read or has no such columns
   */
  static CsvTable read(Path file, String variable, List<String> columns) {
    try {
      return parse(Files.readString(file), variable, columns);
    } catch (IOException e) {
      throw new IllegalArgumentException(variable + ": cannot read " + file, e);
    }
  }

  static CsvTable parse(String csv, String variable, List<String> columns) {
    List<List<String>> lines = Csv.rows(csv);
    List<String> header =
        lines.isEmpty()
            ? List.of()
            : lines.get(0).stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    if (!header.containsAll(columns)) {
      throw new IllegalArgumentException(
          variable + ": the first line must be " + String.join(",", columns));
    }
    return new CsvTable(
        header, lines.stream().skip(1).map(cells -> new Row(header, cells)).toList());
  }
}
