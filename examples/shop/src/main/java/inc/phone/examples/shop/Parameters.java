package inc.phone.examples.shop;

import inc.phone.webhooks.spi.CallQueries;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a list. An empty one is as good as none, since forms send empty fields.
 */
final class Parameters {
  private static final int DEFAULT_LIMIT = 100;
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private final Context ctx;

  Parameters(Context ctx) {
    this.ctx = ctx;
  }

  @Nullable String text(String name) {
    String value = ctx.queryParam(name);
    return value == null || value.isEmpty() ? null : value;
  }

  /** More than a page can hold is a full page. */
  int limit() {
    String text = text("limit");
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    int limit = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    if (limit < 1) {
      throw new BadRequestException("limit must be a number from 1");
    }
    return Math.min(limit, CallQueries.MAX_LIMIT);
  }

  @Nullable Instant time(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    try {
      // The plus sign of an offset reads as a space where it was not encoded.
      Instant time = Instant.parse(text.replace(' ', '+'));
      if (!time.isBefore(FIRST) && !time.isAfter(LAST)) {
        return time;
      }
    } catch (DateTimeException e) {
      // told below, without repeating the text
    }
    throw new BadRequestException(name + " must be a time such as 2026-05-15T10:00:00Z");
  }

  @Nullable Boolean flag(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new BadRequestException(name + " must be true or false");
    };
  }
}
