package inc.phone.client.wire;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads {@code Retry-After}: whole seconds, or an HTTP date. */
public final class RetryAfter {
  private static final int MAX_DIGITS = 12; // 30,000 years: longer than anyone waits

  private RetryAfter() {}

  /**
   * Reads the header of an answer.
   *
   * @param reply the answer
   * @param now the present, for the form with a date
   * @return the time to wait, never negative, or null if there is no header or it makes no sense
   */
  public static @Nullable Duration of(WireReply reply, Instant now) {
    String header = reply.header("Retry-After");
    if (header == null) {
      return null;
    }
    String text = header.trim();
    if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Duration.ofSeconds(text.length() <= MAX_DIGITS ? Long.parseLong(text) : (long) 1e12);
    }
    try {
      Instant date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
      Duration wait = Duration.between(now, date);
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
