package inc.phone.webhooks.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes a value of the current row. */
@FunctionalInterface
interface RowReader<R> {
  R read(ResultSet row) throws SQLException;
}
