package inc.phone.webhooks.store;

import inc.phone.webhooks.spi.OutcomeUnknownException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/** The tables: their DDL in the jar, and the version that is in the database. */
final class Schema {
  /** The version that this SDK reads and writes; the DDL puts it into the database. */
  static final int VERSION = 1;

  private Schema() {}

  /** The statements that make the tables, each safe to run again. */
  static List<String> statements(Engine engine, String prefix) {
    String script = ddl(engine, prefix).replaceAll("(?m)^--.*$", "");
    return Arrays.stream(script.split(";")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  static String ddl(Engine engine, String prefix) {
    String resource = engine.ddlResource();
    try (InputStream in = Schema.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing in the jar: " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("{prefix}", prefix);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether there is nothing to make. Statements that make tables wait for those who write, so a
   * node that starts beside others had better not run them.
   */
  static boolean isPresent(Database database) {
    try {
      database.run(connection -> requireKnownVersion(connection, database));
      return true;
    } catch (OutcomeUnknownException e) {
      return false; // no such table; anything worse will show when it is made
    }
  }

  static void create(Database database, String prefix) {
    List<String> statements = statements(database.engine(), prefix);
    database.write(
        connection -> {
          database.engine().lockSchema(connection);
          try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
              statement.execute(sql);
            }
          }
          return statements;
        });
  }

  /** Refuses tables that a newer version of the SDK made. */
  static void requireKnownVersion(Connection connection, Database database) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(database.sql("SELECT max(version) FROM {prefix}schema"))) {
      rows.next();
      int version = rows.getInt(1);
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "the tables have schema version " + version + ", this SDK needs " + VERSION);
      }
    }
  }
}
