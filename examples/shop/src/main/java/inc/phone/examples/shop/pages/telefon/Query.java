package inc.phone.examples.shop.pages.telefon;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a filter as they were sent. What cannot be understood is as good as nothing: people
 * edit addresses, and a list is a better answer than an error. Immutable.
 */
public final class Query {
  static final String CURSOR = "cursor";

  private final Map<String, String> values = new TreeMap<>();

  Query(Context ctx, String... names) {
    for (String name : names) {
      String value = ctx.queryParam(name);
      if (value != null && !value.isBlank()) {
        values.put(name, value.strip());
      }
    }
  }

  /** A field, empty if it was not sent. */
  public String text(String name) {
    return values.getOrDefault(name, "");
  }

  public boolean is(String name, String value) {
    return text(name).equals(value);
  }

  /** Whether the list is less than everything. */
  public boolean isFiltered() {
    return values.keySet().stream().anyMatch(name -> !name.equals(CURSOR));
  }

  public @Nullable String cursor() {
    return values.get(CURSOR);
  }

  public boolean isFirstPage() {
    return !values.containsKey(CURSOR);
  }

  @Nullable String orNull(String name) {
    return values.get(name);
  }

  /** The first moment of a day in the shop's zone, or null for no day. */
  @Nullable Instant dayStart(String name, ZoneId zone) {
    LocalDate day = day(name);
    return day == null ? null : day.atStartOfDay(zone).toInstant();
  }

  /** The first moment after a day in the shop's zone, or null for no day. */
  @Nullable Instant dayEnd(String name, ZoneId zone) {
    LocalDate day = day(name);
    return day == null ? null : day.plusDays(1).atStartOfDay(zone).toInstant();
  }

  private @Nullable LocalDate day(String name) {
    String text = text(name);
    try {
      // Years of four digits, as a browser sends them.
      return text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") ? LocalDate.parse(text) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The same filter at another place of the list, as the query of an address. */
  public String at(@Nullable String cursor) {
    Map<String, String> other = new TreeMap<>(values);
    if (cursor == null) {
      other.remove(CURSOR);
    } else {
      other.put(CURSOR, cursor);
    }
    return other.isEmpty()
        ? ""
        : other.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&", "?", ""));
  }
}
