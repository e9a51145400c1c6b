package inc.phone.webhooks.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The WHERE of a list: conditions that are there only if their value is, with what they bind. */
final class Conditions {
  /** Binds the parameters of one condition. */
  @FunctionalInterface
  interface Binder {
    Row bind(Row row) throws SQLException;
  }

  /** Binds a value that is there. */
  @FunctionalInterface
  interface ValueBinder<T> {
    Row bind(Row row, T value) throws SQLException;
  }

  private final StringBuilder text;
  private final List<Binder> binders = new ArrayList<>();

  Conditions(String text, Binder binder) {
    this.text = new StringBuilder(text);
    binders.add(binder);
  }

  <T> Conditions and(String condition, @Nullable T value, ValueBinder<T> binder) {
    if (value != null) {
      text.append(" AND ").append(condition);
      binders.add(row -> binder.bind(row, value));
    }
    return this;
  }

  Row bind(Row row) throws SQLException {
    for (Binder binder : binders) {
      binder.bind(row);
    }
    return row;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
