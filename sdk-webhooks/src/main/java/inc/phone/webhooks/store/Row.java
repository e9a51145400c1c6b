package inc.phone.webhooks.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Binds the parameters of a statement one after the other, and reads back what was null. */
final class Row {
  private final PreparedStatement statement;
  private int position;

  Row(PreparedStatement statement) {
    this.statement = statement;
  }

  Row text(@Nullable String value) throws SQLException {
    statement.setString(++position, value);
    return this;
  }

  /** Text that is looked for: what no row can have is null here, which equals nothing. */
  Row wanted(String value) throws SQLException {
    return text(Listing.isStorable(value) ? value : null);
  }

  Row number(long value) throws SQLException {
    statement.setLong(++position, value);
    return this;
  }

  Row number(@Nullable Long value) throws SQLException {
    if (value == null) {
      statement.setNull(++position, Types.BIGINT);
    } else {
      statement.setLong(++position, value);
    }
    return this;
  }

  Row time(@Nullable Instant value) throws SQLException {
    return number(value == null ? null : Long.valueOf(Listing.micros(value)));
  }

  static @Nullable Instant readTime(ResultSet row, int column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? null : Listing.instant(micros);
  }

  Row flag(boolean value) throws SQLException {
    return number(value ? 1L : 0L);
  }

  Row bytes(byte[] value) throws SQLException {
    statement.setBytes(++position, value);
    return this;
  }

  Row value(Table.Type type, @Nullable Object value) throws SQLException {
    return switch (type) {
      case TEXT -> text((String) value);
      case NUMBER -> number((Long) value);
      case BYTES -> bytes((byte[]) Objects.requireNonNull(value));
    };
  }
}
