package inc.phone.webhooks.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes many rows of one table in a number of round trips that does not grow with them.
 *
 * <p>Rows are locked in the order in which they are given, so that writers who sort theirs cannot
 * deadlock. No key may be given twice.
 */
interface TableWriter {
  /**
   * Writes the rows whose version follows the one that is there: version 1 where nothing is there,
   * any other where the row has the version before.
   *
   * @param version the column that counts the writes
   * @return the rows written
   */
  <T> List<T> compareAndSet(
      Connection connection, Table<T> table, Table.Column<T> version, List<T> rows)
      throws SQLException;

  /** Inserts rows, or updates what may change where there is one with that key. */
  <T> void upsert(Connection connection, Table<T> table, List<T> rows) throws SQLException;
}
