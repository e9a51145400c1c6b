package inc.phone.webhooks.store;

import inc.phone.webhooks.spi.QuarantineEntry;
import inc.phone.webhooks.spi.QuarantinedBody;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps bodies that could not become events. */
final class JdbcQuarantine {
  private final Database database;

  JdbcQuarantine(Database database) {
    this.database = database;
  }

  void put(QuarantinedBody body) {
    String sql =
        """
        INSERT INTO {prefix}quarantine (source, sha256, received_at, reason, body)
        VALUES (?, ?, ?, ?, ?) ON CONFLICT (source, sha256) DO NOTHING""";
    database.write(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(database.sql(sql))) {
            new Row(statement)
                .text(body.source())
                .text(body.sha256())
                .time(body.receivedAt())
                .text(body.reason())
                .bytes(body.body());
            return statement.executeUpdate();
          }
        });
  }

  List<QuarantineEntry> list(String source, @Nullable QuarantineEntry after, int limit) {
    Conditions where =
        new Conditions("source = ?", row -> row.wanted(source))
            .and(
                "(received_at, sha256) < (?, ?)",
                after,
                (row, last) -> row.time(last.receivedAt()).wanted(last.sha256()));
    String sql =
        "SELECT sha256, received_at, reason, length(body) FROM {prefix}quarantine WHERE "
            + where
            + " ORDER BY received_at DESC, sha256 DESC LIMIT ?";
    return database.read(
        connection -> {
          List<QuarantineEntry> entries = new ArrayList<>();
          try (PreparedStatement statement = connection.prepareStatement(database.sql(sql))) {
            where.bind(new Row(statement)).number((long) limit);
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                entries.add(
                    new QuarantineEntry(
                        rows.getString(1),
                        Listing.instant(rows.getLong(2)),
                        rows.getString(3),
                        rows.getInt(4)));
              }
            }
          }
          return entries;
        });
  }

  Optional<QuarantinedBody> find(String source, String sha256) {
    String sql =
        """
        SELECT received_at, reason, body FROM {prefix}quarantine
        WHERE source = ? AND sha256 = ?""";
    return database.read(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(database.sql(sql))) {
            new Row(statement).wanted(source).wanted(sha256);
            try (ResultSet rows = statement.executeQuery()) {
              if (!rows.next()) {
                return Optional.empty();
              }
              return Optional.of(
                  new QuarantinedBody(
                      source,
                      sha256,
                      Listing.instant(rows.getLong(1)),
                      rows.getString(2),
                      rows.getBytes(3)));
            }
          }
        });
  }

  boolean remove(String source, String sha256) {
    String sql = "DELETE FROM {prefix}quarantine WHERE source = ? AND sha256 = ?";
    return database.write(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(database.sql(sql))) {
            new Row(statement).wanted(source).wanted(sha256);
            return statement.executeUpdate() == 1;
          }
        });
  }
}
