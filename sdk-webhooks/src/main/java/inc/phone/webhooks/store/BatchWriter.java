package inc.phone.webhooks.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Writes rows as a batch of one statement each, which is portable and one round trip. */
final class BatchWriter implements TableWriter {
  @Override
  public <T> List<T> insertNew(Connection connection, Table<T> table, List<T> rows)
      throws SQLException {
    return counted(connection, insert(table) + table.elseNothing(), table.columns(), rows);
  }

  @Override
  public <T> List<T> updateCurrent(
      Connection connection, Table<T> table, Table.Column<T> current, List<T> rows)
      throws SQLException {
    List<Table.Column<T>> where = Stream.concat(table.key().stream(), Stream.of(current)).toList();
    String sql =
        "UPDATE "
            + table.name()
            + " SET "
            + Table.each(table.changing(), "% = ?", ", ")
            + " WHERE "
            + Table.each(where, "% = ?", " AND ");
    List<Table.Column<T>> bound = Stream.concat(table.changing().stream(), where.stream()).toList();
    return counted(connection, sql, bound, rows);
  }

  @Override
  public <T> void upsert(Connection connection, Table<T> table, List<T> rows) throws SQLException {
    execute(connection, insert(table) + table.elseUpdate(), table.columns(), rows);
  }

  private static <T> String insert(Table<T> table) {
    String marks = String.join(", ", Collections.nCopies(table.columns().size(), "?"));
    return table.insertInto() + " VALUES (" + marks + ")";
  }

  private static <T> List<T> counted(
      Connection connection, String sql, List<Table.Column<T>> columns, List<T> rows)
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
      Connection connection, String sql, List<Table.Column<T>> columns, List<T> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return new int[0];
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (T row : rows) {
        Row values = new Row(statement);
        for (Table.Column<T> column : columns) {
          values.value(column.type(), column.value().apply(row));
        }
        statement.addBatch();
      }
      return statement.executeBatch();
    }
  }
}
