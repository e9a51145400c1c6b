package inc.phone.ivr.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Looks at the rows behind a registry. */
final class LeadTable {
  private LeadTable() {}

  static int count(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM phone_lead")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
