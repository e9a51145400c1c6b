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

/**
 * Writes rows as one statement over arrays, one array per column: PostgreSQL then works through
 * them without parsing, binding and answering each.
 */
final class UnnestWriter implements TableWriter {
  /**
   * {@inheritDoc}
   *
   * <p>One statement for first and next versions: an insert locks a row that is there, and compares
   * what another transaction may have left meanwhile. A row that is not the first must have one to
   * follow; the subquery is asked row by row, whatever the planner thinks of the table's size.
   */
  @Override
  public <T> List<T> compareAndSet(
      Connection connection, Table<T> table, Column<T> version, List<T> rows) throws SQLException {
    if (rows.isEmpty()) {
      return List.of();
    }
    String sql =
        """
        %s
        WHERE given.%s = 1 OR (SELECT true FROM %s known WHERE %s)
        ORDER BY %s %s WHERE t.%s = excluded.%s - 1 RETURNING %s"""
            .formatted(
                insert(table),
                version.name(),
                table.name(),
                Table.each(table.key(), "known.% = given.%", " AND "),
                Table.each(table.key(), "given.%", ", "),
                table.elseUpdate(),
                version.name(),
                version.name(),
                Table.each(table.key(), "t.%", ", "));
    Set<List<String>> written = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(connection, statement, table.columns(), rows);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          List<String> key = new ArrayList<>(table.key().size());
          for (int i = 1; i <= table.key().size(); i++) {
            key.add(result.getString(i));
          }
          written.add(key);
        }
      }
    }
    return rows.stream().filter(row -> written.contains(key(table, row))).toList();
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
    List<Column<T>> columns = table.columns();
    String sql =
        "UPDATE %s AS t SET %s FROM %s WHERE %s"
            .formatted(
                table.name(),
                Table.each(table.changing(), "% = given.%", ", "),
                unnest(columns),
                same(table));
    execute(connection, sql, columns, rows);
  }

  @Override
  public <T> void delete(Connection connection, Table<T> table, List<T> rows) throws SQLException {
    String sql =
        "DELETE FROM %s AS t USING %s WHERE %s"
            .formatted(table.name(), unnest(table.key()), same(table));
    execute(connection, sql, table.key(), rows);
  }

  @Override
  public <T, R> List<R> query(
      Connection connection, String sql, List<Column<T>> given, List<T> rows, RowReader<R> reader)
      throws SQLException {
    List<R> found = new ArrayList<>();
    if (rows.isEmpty()) {
      return found;
    }
    String all = sql.replace("{each}", unnest(given) + " CROSS JOIN LATERAL");
    try (PreparedStatement statement = connection.prepareStatement(all)) {
      bind(connection, statement, given, rows);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          found.add(reader.read(result));
        }
      }
    }
    return found;
  }

  private static <T> void execute(
      Connection connection, String sql, List<Column<T>> columns, List<T> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(connection, statement, columns, rows);
      statement.executeUpdate();
    }
  }

  private static <T> String insert(Table<T> table) {
    return table.insertInto() + " SELECT * FROM " + unnest(table.columns());
  }

  private static <T> String same(Table<T> table) {
    return Table.each(table.key(), "t.% = given.%", " AND ");
  }

  private static <T> String unnest(List<Column<T>> columns) {
    String arrays =
        columns.stream()
            .map(column -> "?::" + type(column) + "[]")
            .collect(Collectors.joining(", "));
    return "unnest(" + arrays + ") AS given (" + Table.each(columns, "%", ", ") + ")";
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
