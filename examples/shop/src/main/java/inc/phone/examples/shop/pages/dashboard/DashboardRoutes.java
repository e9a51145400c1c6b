package inc.phone.examples.shop.pages.dashboard;

import inc.phone.examples.shop.pages.html.Pages;
import inc.phone.examples.shop.pages.html.Section;
import io.javalin.config.RoutesConfig;
import java.util.List;

/** The page at {@code /admin/dashboard}. */
public final class DashboardRoutes {
  private final Pages pages;

  public DashboardRoutes(Pages pages) {
    this.pages = pages;
  }

  public void register(RoutesConfig routes) {
    routes.get(
        Section.DASHBOARD.path(),
        ctx -> pages.show(ctx, "dashboard/page.jte", Section.DASHBOARD, List.of()));
  }
}
