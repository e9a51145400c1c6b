package inc.phone.webhooks.store;

import inc.phone.webhooks.store.Table.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes rows as a batch of one statement each: for a database in the same process, where nothing
 * travels and a statement that stays prepared costs next to nothing.
 */
final class BatchWriter implements TableWriter {
  private static final Pattern GIVEN = Pattern.compile("given\\.(\\w+)");

  @Override
  public <T> List<T> compareAndSet(
      Connection connection, Table<T> table, Column<T> version, List<T> rows) throws SQLException {
    List<T> first = rows.stream().filter(row -> version.isFirst(row)).toList();
    List<T> next = rows.stream().filter(row -> !version.isFirst(row)).toList();
    List<T> written =
        counted(connection, insert(table) + table.elseNothing(), table.columns(), first);
    written.addAll(update(connection, table, version, next));
    return written;
  }

  /**
   * Updates in two steps, because SQLite writes the entry of every index that has a column of the
   * statement anew, equal or not; and values in indexes hardly ever change.
   */
  private static <T> List<T> update(
      Connection connection, Table<T> table, Column<T> version, List<T> rows) throws SQLException {
    List<Column<T>> plain = table.changing().stream().filter(c -> !c.indexed()).toList();
    List<Column<T>> indexed = table.changing().stream().filter(Column::indexed).toList();
    List<T> updated =
        counted(
            connection,
            set(table, plain) + " AND % = given.% - 1".replace("%", version.name()),
            concat(plain, table.key()),
            rows);
    execute(
        connection,
        set(table, indexed) + " AND (" + Table.each(indexed, "% IS NOT given.%", " OR ") + ")",
        concat(indexed, table.key()),
        updated);
    return updated;
  }

  private static <T> String set(Table<T> table, List<Column<T>> columns) {
    return "UPDATE "
        + table.name()
        + " SET "
        + Table.each(columns, "% = given.%", ", ")
        + " WHERE "
        + Table.each(table.key(), "% = given.%", " AND ");
  }

  private static <T> List<Column<T>> concat(List<Column<T>> first, List<Column<T>> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  @Override
  public <T> void upsert(Connection connection, Table<T> table, List<T> rows) throws SQLException {
    execute(connection, insert(table) + table.elseUpdate(), table.columns(), rows);
  }

  @Override
  public <T> void insert(Connection connection, Table<T> table, List<T> rows) throws SQLException {
    execute(connection, insert(table) + table.elseNothing(), table.columns(), rows);
  }

  @Override
  public <T> void update(Connection connection, Table<T> table, List<T> rows) throws SQLException {
    List<Column<T>> columns = concat(table.changing(), table.key());
    execute(connection, set(table, table.changing()), columns, rows);
  }

  @Override
  public <T> void delete(Connection connection, Table<T> table, List<T> rows) throws SQLException {
    String sql =
        "DELETE FROM " + table.name() + " WHERE " + Table.each(table.key(), "% = given.%", " AND ");
    execute(connection, sql, table.key(), rows);
  }

  @Override
  public <T, R> List<R> query(
      Connection connection, String sql, List<Column<T>> given, List<T> rows, RowReader<R> reader)
      throws SQLException {
    List<R> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(numbered(sql, given))) {
      for (T row : rows) {
        bind(statement, given, row);
        try (ResultSet result = statement.executeQuery()) {
          while (result.next()) {
            found.add(reader.read(result));
          }
        }
      }
    }
    return found;
  }

  /** One given row at a time: what it has are parameters, by number because some come twice. */
  private static <T> String numbered(String sql, List<Column<T>> given) {
    List<String> names = given.stream().map(Column::name).toList();
    return GIVEN
        .matcher(sql.replace("{each}", ""))
        .replaceAll(match -> "?" + (names.indexOf(match.group(1)) + 1));
  }

  private static <T> String insert(Table<T> table) {
    String marks = String.join(", ", Collections.nCopies(table.columns().size(), "?"));
    return table.insertInto() + " VALUES (" + marks + ")";
  }

  private static <T> List<T> counted(
      Connection connection, String sql, List<Column<T>> columns, List<T> rows)
      throws SQLException {
    int[] counts = execute(connection, sql, columns, rows);
    List<T> written = new ArrayList<>(rows.size());
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] == Statement.SUCCESS_NO_INFO) {
        throw new SQLException("the driver does not count the rows of a batch");
      }
      if (counts[i] == 1) {
        written.add(rows.get(i));
      }
    }
    return written;
  }

  private static <T> int[] execute(
      Connection connection, String sql, List<Column<T>> columns, List<T> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return new int[0];
    }
    try (PreparedStatement statement = connection.prepareStatement(numbered(sql, columns))) {
      for (T row : rows) {
        bind(statement, columns, row);
        statement.addBatch();
      }
      return statement.executeBatch();
    }
  }

  private static <T> void bind(PreparedStatement statement, List<Column<T>> columns, T row)
      throws SQLException {
    Row values = new Row(statement);
    for (Column<T> column : columns) {
      values.value(column.type(), column.value().apply(row));
    }
  }
}
