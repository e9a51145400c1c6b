package inc.phone.examples.shop.pages.ivr;

import inc.phone.ivr.DayHours;
import java.util.List;
import java.util.Set;

/**
 * When the shop is open.
 *
 * @param timezone where the clock on the wall is
 * @param weekly the hours of every week
 * @param exceptions the days that are different
 * @param closed what happens to callers meanwhile
 * @param preview the days to come, as far as the hours can be read
 */
public record HoursForm(
    Field timezone,
    List<Row> weekly,
    List<ExceptionForm> exceptions,
    ActionForm closed,
    List<DayHours> preview) {

  /**
   * Some days of the week.
   *
   * @param pointer its place
   * @param days the days
   * @param from when the shop opens
   * @param to when it closes
   */
  public record Row(String pointer, Set<String> days, Field from, Field to) {
    public String anchor() {
      return Field.id(pointer);
    }
  }

  /**
   * Hours of a day.
   *
   * @param pointer its place
   * @param from when the shop opens
   * @param to when it closes
   */
  public record Interval(String pointer, Field from, Field to) {}

  /**
   * Days that are different.
   *
   * @param pointer its place
   * @param label what it is called
   * @param from the first day
   * @param to the last day
   * @param closed whether the shop is closed
   * @param intervals when it is open otherwise
   */
  public record ExceptionForm(
      String pointer, Field label, Input from, Input to, Field closed, List<Interval> intervals) {
    public String anchor() {
      return Field.id(pointer);
    }
  }

  /** Copies the lists. */
  public HoursForm {
    weekly = List.copyOf(weekly);
    exceptions = List.copyOf(exceptions);
    preview = List.copyOf(preview);
  }
}
