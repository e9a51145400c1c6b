package inc.phone.webhooks.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Reads and writes many rows of one table in a number of round trips that does not grow with them.
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

  /** Inserts rows; one whose key is there stays as it is. */
  <T> void insert(Connection connection, Table<T> table, List<T> rows) throws SQLException;

  /** Updates what may change of rows that are there. */
  <T> void update(Connection connection, Table<T> table, List<T> rows) throws SQLException;

  /** Deletes rows by their keys. */
  <T> void delete(Connection connection, Table<T> table, List<T> rows) throws SQLException;

  /**
   * Asks something for each of the given rows, in their order: {@code SELECT … FROM {each} (SELECT
   * … WHERE column = given.column) name}.
   *
   * @param given the columns of the given rows, all of which the inner SELECT uses
   */
  <T, R> List<R> query(
      Connection connection,
      String sql,
      List<Table.Column<T>> given,
      List<T> rows,
      RowReader<R> reader)
      throws SQLException;
}
