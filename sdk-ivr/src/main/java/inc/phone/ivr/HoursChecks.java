package inc.phone.ivr;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Time zone, opening hours and holidays. */
final class HoursChecks {
  private static final String EXCEPTIONS = "/hours/exceptions/";

  private final Issues issues;

  private HoursChecks(Issues issues) {
    this.issues = issues;
  }

  static void check(IvrConfig config, ValidationContext context, Issues issues) {
    HoursChecks checks = new HoursChecks(issues);
    checks.timezone(config);
    config
        .hours()
        .ifPresent(
            hours -> {
              checks.weekly(hours.weekly());
              checks.everOrNever(hours);
              checks.exceptions(hours.exceptions());
              context
                  .clock()
                  .ifPresent(
                      clock ->
                          checks.past(
                              hours.exceptions(),
                              LocalDate.ofInstant(clock.instant(), config.zone())));
            });
  }

  private void timezone(IvrConfig config) {
    if (config.timezone().isEmpty()) {
      if (config.hours().isPresent()) {
        issues.add(Rule.E_TIMEZONE, "", "opening hours need a timezone");
      }
      return;
    }
    String name = config.timezone().get();
    if (TimeZones.find(name).isEmpty()) {
      List<String> candidates = TimeZones.candidates(name);
      issues.add(
          Rule.E_TIMEZONE,
          "/timezone",
          candidates.isEmpty()
              ? "there is no time zone of that name"
              : "there is no time zone of that name; did you mean "
                  + String.join(" or ", candidates)
                  + "?",
          Map.of("candidates", String.join(",", candidates)));
    }
  }

  private void weekly(List<WeeklyHours> weekly) {
    for (int i = 0; i < weekly.size(); i++) {
      for (int j = 0; j < i; j++) {
        Set<DayOfWeek> common = new HashSet<>(weekly.get(i).days());
        common.retainAll(weekly.get(j).days());
        if (!common.isEmpty() && weekly.get(i).interval().overlaps(weekly.get(j).interval())) {
          issues.add(Rule.W_HOURS_OVERLAP, "/hours/weekly/" + i, "overlaps with row " + (j + 1));
          break;
        }
      }
    }
  }

  private void everOrNever(OpeningHours hours) {
    boolean opens = hours.weekly().stream().anyMatch(row -> row.interval().isReadable());
    if (!opens && hours.exceptions().stream().allMatch(e -> e.intervals().isEmpty())) {
      issues.add(Rule.W_HOURS_NEVER_OPEN, "/hours/weekly", "it is always closed");
    }
    Set<DayOfWeek> fullDays = new HashSet<>();
    for (WeeklyHours row : hours.weekly()) {
      if (row.interval().fromMinute() == 0
          && row.interval().toMinute() == TimeInterval.MINUTES_PER_DAY) {
        fullDays.addAll(row.days());
      }
    }
    if (fullDays.size() == DayOfWeek.values().length && hours.exceptions().isEmpty()) {
      issues.add(Rule.W_HOURS_ALWAYS_OPEN, "/hours/weekly", "it is always open");
    }
  }

  private void exceptions(List<HoursException> exceptions) {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < exceptions.size(); i++) {
      HoursException exception = exceptions.get(i);
      if (!exception.id().isEmpty() && !ids.add(exception.id())) {
        issues.add(
            Rule.E_EXCEPTION_ID_DUPLICATE, EXCEPTIONS + i + "/id", "another one has this id");
      }
      if (exception.to().isBefore(exception.from()) && !exception.from().equals(LocalDate.MAX)) {
        issues.add(Rule.E_EXCEPTION_RANGE, EXCEPTIONS + i, "the last day is before the first");
      } else if (exception.closed() != exception.writtenIntervals().isEmpty()) {
        issues.add(
            Rule.E_EXCEPTION_RANGE,
            EXCEPTIONS + i,
            exception.closed()
                ? "it is closed and has intervals"
                : "it is neither closed nor has intervals");
      }
      overlap(exceptions, i);
    }
  }

  private void overlap(List<HoursException> exceptions, int index) {
    for (int other = 0; other < index; other++) {
      if (exceptions.get(index).overlaps(exceptions.get(other))
          && exceptions.get(index).length() == exceptions.get(other).length()) {
        issues.add(
            Rule.W_EXCEPTION_OVERLAP,
            EXCEPTIONS + index,
            "another exception of the same length has the same days");
        return;
      }
    }
  }

  private void past(List<HoursException> exceptions, LocalDate today) {
    for (int i = 0; i < exceptions.size(); i++) {
      if (exceptions.get(i).to().isBefore(today)) {
        issues.add(Rule.W_EXCEPTION_PAST, EXCEPTIONS + i, "it is over");
      }
    }
  }
}
