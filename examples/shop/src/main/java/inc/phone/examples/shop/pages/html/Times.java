package inc.phone.examples.shop.pages.html;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people of the shop read them: in its zone and in their language. Immutable. */
final class Times {
  private final ZoneId zone;
  private final DateTimeFormatter moment;
  private final DateTimeFormatter day;
  private final DateTimeFormatter shortDay;
  private final DateTimeFormatter clock;

  Times(ZoneId zone, Locale locale) {
    this.zone = zone;
    this.moment = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", locale).withZone(zone);
    this.day = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", locale).withZone(zone);
    this.shortDay = DateTimeFormatter.ofPattern("EEE d MMM", locale);
    this.clock = DateTimeFormatter.ofPattern("HH:mm:ss", locale).withZone(zone);
  }

  String moment(Instant time) {
    return moment.format(time);
  }

  String day(Instant time) {
    return day.format(time);
  }

  String dayOf(LocalDate date) {
    return shortDay.format(date);
  }

  String clock(Instant time) {
    return clock.format(time);
  }

  LocalDate date(Instant time) {
    return LocalDate.ofInstant(time, zone);
  }

  /** Minutes and seconds, as a telephone shows them. */
  static String length(Duration length) {
    long seconds = length.toSeconds();
    return seconds < 3600
        ? "%d:%02d".formatted(seconds / 60, seconds % 60)
        : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
