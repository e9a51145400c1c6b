package inc.phone.examples.shop.pages.telefon;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Which voicemails somebody of the shop has listened to, in a table of the shop's: Phone.inc knows
 * nothing of it. Thread-safe; trouble with the database is an {@link IllegalStateException}.
 */
public final class Listened {
  private static final String TABLE =
      """
      CREATE TABLE IF NOT EXISTS shop_listened (
        voicemail_id VARCHAR(300) PRIMARY KEY,
        at BIGINT NOT NULL)
      """;
  private static final String MARK =
      "INSERT INTO shop_listened (voicemail_id, at) VALUES (?, ?) ON CONFLICT DO NOTHING";
  private static final String CLEAR = "DELETE FROM shop_listened WHERE voicemail_id = ?";
  private static final String SELECT =
      "SELECT voicemail_id FROM shop_listened WHERE voicemail_id IN (%s)";

  private final DataSource database;
  private final Clock clock;

  private Listened(DataSource database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Makes the table if it is not there. */
  public static Listened create(DataSource database, Clock clock) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
    } catch (SQLException e) {
      throw trouble(e);
    }
    return new Listened(database, clock);
  }

  /** Those of the given voicemails that somebody has listened to. */
  Set<String> among(Collection<String> voicemailIds) {
    if (voicemailIds.isEmpty()) {
      return Set.of();
    }
    List<String> ids = List.copyOf(voicemailIds);
    String places = String.join(", ", Collections.nCopies(ids.size(), "?"));
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(SELECT.formatted(places))) {
      for (int i = 0; i < ids.size(); i++) {
        select.setString(i + 1, ids.get(i));
      }
      Set<String> listened = new HashSet<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          listened.add(rows.getString(1));
        }
      }
      return listened;
    } catch (SQLException e) {
      throw trouble(e);
    }
  }

  void set(String voicemailId, boolean listened) {
    try (Connection connection = database.getConnection();
        PreparedStatement change = connection.prepareStatement(listened ? MARK : CLEAR)) {
      change.setString(1, voicemailId);
      if (listened) {
        change.setLong(2, ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
      }
      change.executeUpdate();
    } catch (SQLException e) {
      throw trouble(e);
    }
  }

  private static IllegalStateException trouble(SQLException e) {
    return new IllegalStateException("the flags of voicemails are in trouble", e);
  }
}
