package inc.phone.webhooks.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes many rows of one table in one round trip.
 *
 * <p>Rows are locked in the order in which they are given, so that writers who sort theirs cannot
 * deadlock. No key may be given twice.
 */
interface TableWriter {
  /** Inserts rows, except where there is one with that key; returns those inserted. */
  <T> List<T> insertNew(Connection connection, Table<T> table, List<T> rows) throws SQLException;

  /** Updates rows that still have the value of a column; returns those updated. */
  <T> List<T> updateCurrent(
      Connection connection, Table<T> table, Table.Column<T> current, List<T> rows)
      throws SQLException;

  /** Inserts rows, or updates what may change where there is one with that key. */
  <T> void upsert(Connection connection, Table<T> table, List<T> rows) throws SQLException;
}
