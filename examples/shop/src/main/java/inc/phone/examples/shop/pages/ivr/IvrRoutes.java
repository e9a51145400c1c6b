package inc.phone.examples.shop.pages.ivr;

import inc.phone.examples.shop.pages.html.Pages;
import inc.phone.examples.shop.pages.html.Section;
import io.javalin.config.RoutesConfig;
import java.util.List;

/** The page at {@code /admin/telefon}. */
public final class IvrRoutes {
  private final Pages pages;

  public IvrRoutes(Pages pages) {
    this.pages = pages;
  }

  public void register(RoutesConfig routes) {
    routes.get(
        Section.TELEFON.path(), ctx -> pages.show(ctx, "ivr/page.jte", Section.TELEFON, List.of()));
  }
}
