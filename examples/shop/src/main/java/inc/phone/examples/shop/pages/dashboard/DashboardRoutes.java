package inc.phone.examples.shop.pages.dashboard;

import inc.phone.examples.shop.pages.diagram.MenuDiagram;
import inc.phone.examples.shop.pages.html.Pages;
import inc.phone.examples.shop.pages.html.Section;
import inc.phone.examples.shop.pages.stats.CallStatistics;
import inc.phone.examples.shop.pages.stats.Statistics;
import inc.phone.ivr.IvrConfig;
import inc.phone.ivr.IvrValidator;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Objects;
import java.util.function.Supplier;

/** The page at {@code /admin/dashboard}. */
public final class DashboardRoutes {
  private final Pages pages;
  private final CallStatistics statistics;
  private final Supplier<IvrConfig> menu;

  /**
   * Makes them.
   *
   * @param menu the phone menu as it is now
   */
  public DashboardRoutes(Pages pages, CallStatistics statistics, Supplier<IvrConfig> menu) {
    this.pages = pages;
    this.statistics = statistics;
    this.menu = menu;
  }

  public void register(RoutesConfig routes) {
    routes.get(Section.DASHBOARD.path(), this::show);
  }

  private void show(Context ctx) {
    int days = days(Objects.requireNonNullElse(ctx.queryParam("days"), ""));
    Statistics counted = statistics.ofLastDays(days);
    IvrConfig config = menu.get();
    DashboardView view =
        new DashboardView(
            days,
            counted,
            Chart.ofHours(counted.hours()),
            days == 1 ? null : Chart.ofDays(counted.days(), pages.language(ctx).locale()),
            MenuDiagram.of(
                config,
                pages.language(ctx).code(),
                counted.branches(),
                IvrValidator.lenient().validate(config)));
    pages.show(ctx, "dashboard/page.jte", Section.DASHBOARD, view);
  }

  private static int days(String sent) {
    return switch (sent) {
      case "1" -> 1;
      case "30" -> 30;
      default -> 7;
    };
  }
}
