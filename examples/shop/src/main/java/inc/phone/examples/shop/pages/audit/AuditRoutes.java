package inc.phone.examples.shop.pages.audit;

import inc.phone.examples.shop.pages.html.Pages;
import inc.phone.examples.shop.pages.html.Section;
import io.javalin.config.RoutesConfig;

/** The page that shows the audit log. */
public final class AuditRoutes {
  private static final int SHOWN = 200;

  private final Pages pages;
  private final AuditLog log;

  public AuditRoutes(Pages pages, AuditLog log) {
    this.pages = pages;
    this.log = log;
  }

  public void register(RoutesConfig routes) {
    routes.get(
        Section.AUDIT.path(),
        ctx -> pages.show(ctx, "audit.jte", Section.AUDIT, new AuditView(log.newest(SHOWN))));
  }
}
