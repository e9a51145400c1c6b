package inc.phone.examples.shop.pages.dashboard;

import inc.phone.examples.shop.pages.diagram.DiagramView;
import inc.phone.examples.shop.pages.stats.CallStatistics;
import inc.phone.examples.shop.pages.stats.Statistics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The dashboard.
 *
 * @param days how many days, today included
 * @param counted what their calls add up to
 * @param hours calls by hour of the day
 * @param perDay calls by day, or null for one day
 * @param diagram the menu with how often its branches were chosen
 */
public record DashboardView(
    int days, Statistics counted, Chart hours, @Nullable Chart perDay, DiagramView diagram) {
  private static final List<Integer> CHOICES = List.of(1, 7, 30);

  public List<Integer> choices() {
    return CHOICES;
  }

  public int most() {
    return CallStatistics.MOST;
  }

  /** How many percent of all calls. */
  public int percent(int part) {
    int all = counted.total().all();
    return all == 0 ? 0 : Math.round(100f * part / all);
  }
}
