package inc.phone.webhooks.store;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table, and where each of its columns takes its value from.
 *
 * @param name its name, with the place of the prefix
 * @param key the columns of the primary key
 * @param fixed columns that keep what was inserted
 * @param changing columns that take every new value
 * @param condition which rows, {@code t}, an upsert changes to what is {@code excluded}; empty for
 *     all
 * @param <T> what one row is made of
 */
record Table<T>(
    String name,
    List<Column<T>> key,
    List<Column<T>> fixed,
    List<Column<T>> changing,
    String condition) {
  Table(String name, List<Column<T>> key, List<Column<T>> fixed, List<Column<T>> changing) {
    this(name, key, fixed, changing, "");
  }

  /** What a column holds. Times are microseconds, flags 0 or 1. */
  enum Type {
    TEXT,
    NUMBER,
    BYTES
  }

  /** A column, whether an index has it, and what it takes from a row's object. */
  record Column<T>(String name, Type type, boolean indexed, Function<T, @Nullable Object> value) {
    Column(String name, Type type, Function<T, @Nullable Object> value) {
      this(name, type, false, value);
    }

    /** Whether this column, which counts, has a row's first value. */
    boolean isFirst(T row) {
      return Long.valueOf(1).equals(value.apply(row));
    }
  }

  static <T> Column<T> text(String name, Function<T, @Nullable String> value) {
    return new Column<>(name, Type.TEXT, value::apply);
  }

  static <T> Column<T> number(String name, Function<T, @Nullable Long> value) {
    return new Column<>(name, Type.NUMBER, value::apply);
  }

  static <T> Column<T> time(String name, Function<T, @Nullable Instant> value) {
    return number(
        name,
        row -> {
          Instant time = value.apply(row);
          return time == null ? null : Long.valueOf(Listing.micros(time));
        });
  }

  static <T> Column<T> flag(String name, Function<T, Boolean> value) {
    return number(name, row -> value.apply(row) ? 1L : 0L);
  }

  static <T> Column<T> bytes(String name, Function<T, byte[]> value) {
    return new Column<>(name, Type.BYTES, value::apply);
  }

  /** The same column, for a table with an index that has it. */
  static <T> Column<T> indexed(Column<T> column) {
    return new Column<>(column.name(), column.type(), true, column.value());
  }

  List<Column<T>> columns() {
    return Stream.of(key, fixed, changing).flatMap(List::stream).toList();
  }

  /** The columns' names, each through a template that has a place for it, joined. */
  static <T> String each(List<Column<T>> columns, String template, String separator) {
    return columns.stream()
        .map(column -> template.replace("%", column.name()))
        .collect(Collectors.joining(separator));
  }

  /** The head of an INSERT. */
  String insertInto() {
    return "INSERT INTO " + name + " AS t (" + each(columns(), "%", ", ") + ")";
  }

  /** The tail of an INSERT that leaves rows alone that are there. */
  String elseNothing() {
    return " ON CONFLICT (" + each(key, "%", ", ") + ") DO NOTHING";
  }

  /** The tail of an INSERT that changes rows that are there. */
  String elseUpdate() {
    return " ON CONFLICT ("
        + each(key, "%", ", ")
        + ") DO UPDATE SET "
        + each(changing, "% = excluded.%", ", ")
        + (condition.isEmpty() ? "" : " WHERE " + condition);
  }
}
