package inc.phone.webhooks.store;

import inc.phone.webhooks.store.Table.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes rows as one statement over arrays, one array per column: PostgreSQL then works through
 * them without parsing, binding and answering each.
 *
 * <p>A single row goes the portable way, which is cheaper for one.
 */
final class UnnestWriter implements TableWriter {
  private final TableWriter single = new BatchWriter();

  @Override
  public <T> List<T> insertNew(Connection connection, Table<T> table, List<T> rows)
      throws SQLException {
    if (rows.size() < 2) {
      return single.insertNew(connection, table, rows);
    }
    return returned(
        connection,
        insert(table) + table.elseNothing() + " RETURNING " + Table.each(table.key(), "%", ", "),
        table,
        table.columns(),
        rows);
  }

  /**
   * The rows are locked first, in the order given: what order a join updates them in is the
   * planner's choice. After waiting for a lock, the condition is checked again on what the other
   * transaction left.
   */
  @Override
  public <T> List<T> updateCurrent(
      Connection connection, Table<T> table, Column<T> current, List<T> rows) throws SQLException {
    if (rows.size() < 2) {
      return single.updateCurrent(connection, table, current, rows);
    }
    Column<T> expected = new Column<>("expected_value", current.type(), current.value());
    List<Column<T>> columns =
        Stream.of(table.key(), table.changing(), List.of(expected)).flatMap(List::stream).toList();
    String sql =
        """
        WITH given AS (SELECT * FROM %s),
        locked AS MATERIALIZED (
          SELECT %s FROM %s t JOIN given ON %s AND t.%s = given.expected_value
          ORDER BY %s FOR UPDATE OF t)
        UPDATE %s t SET %s FROM given JOIN locked USING (%s) WHERE %s RETURNING %s"""
            .formatted(
                unnest(columns),
                Table.each(table.key(), "t.%", ", "),
                table.name(),
                Table.each(table.key(), "t.% = given.%", " AND "),
                current.name(),
                Table.each(table.key(), "t.%", ", "),
                table.name(),
                Table.each(table.changing(), "% = given.%", ", "),
                Table.each(table.key(), "%", ", "),
                Table.each(table.key(), "t.% = given.%", " AND "),
                Table.each(table.key(), "t.%", ", "));
    return returned(connection, sql, table, columns, rows);
  }

  @Override
  public <T> void upsert(Connection connection, Table<T> table, List<T> rows) throws SQLException {
    if (rows.size() < 2) {
      single.upsert(connection, table, rows);
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(insert(table) + table.elseUpdate())) {
      bind(connection, statement, table.columns(), rows);
      statement.executeUpdate();
    }
  }

  private static <T> String insert(Table<T> table) {
    return table.insertInto() + " SELECT * FROM " + unnest(table.columns());
  }

  private static <T> String unnest(List<Column<T>> columns) {
    String arrays =
        columns.stream()
            .map(column -> "?::" + type(column) + "[]")
            .collect(Collectors.joining(", "));
    return "unnest(" + arrays + ") AS given (" + Table.each(columns, "%", ", ") + ")";
  }

  private static <T> List<T> returned(
      Connection connection, String sql, Table<T> table, List<Column<T>> columns, List<T> rows)
      throws SQLException {
    Set<List<String>> keys = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(connection, statement, columns, rows);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          List<String> key = new ArrayList<>(table.key().size());
          for (int i = 1; i <= table.key().size(); i++) {
            key.add(result.getString(i));
          }
          keys.add(key);
        }
      }
    }
    return rows.stream().filter(row -> keys.contains(key(table, row))).toList();
  }

  private static <T> List<String> key(Table<T> table, T row) {
    return table.key().stream()
        .map(column -> Objects.requireNonNull(column.value().apply(row)).toString())
        .toList();
  }

  private static <T> void bind(
      Connection connection, PreparedStatement statement, List<Column<T>> columns, List<T> rows)
      throws SQLException {
    int position = 0;
    for (Column<T> column : columns) {
      Object[] values = emptyArray(column, rows.size());
      for (int i = 0; i < values.length; i++) {
        values[i] = column.value().apply(rows.get(i));
      }
      statement.setArray(++position, connection.createArrayOf(type(column), values));
    }
  }

  private static Object[] emptyArray(Column<?> column, int size) {
    return switch (column.type()) {
      case TEXT -> new String[size];
      case NUMBER -> new Long[size];
      case BYTES -> new byte[size][];
    };
  }

  private static String type(Column<?> column) {
    return switch (column.type()) {
      case TEXT -> "text";
      case NUMBER -> "int8";
      case BYTES -> "bytea";
    };
  }
}
