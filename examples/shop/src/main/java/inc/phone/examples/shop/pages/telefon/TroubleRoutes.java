package inc.phone.examples.shop.pages.telefon;

import inc.phone.examples.shop.pages.access.Flash;
import inc.phone.examples.shop.pages.audit.AuditLog;
import inc.phone.examples.shop.pages.html.Pages;
import inc.phone.examples.shop.pages.html.Section;
import inc.phone.webhooks.QuarantineReplay;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** What went wrong on the way, and how to try again. */
public final class TroubleRoutes {
  private static final String PATH = "/admin/telefon/troubles";

  private final Pages pages;
  private final Troubles troubles;
  private final AuditLog audit;

  public TroubleRoutes(Pages pages, Troubles troubles, AuditLog audit) {
    this.pages = pages;
    this.troubles = troubles;
    this.audit = audit;
  }

  public void register(RoutesConfig routes) {
    routes.get(PATH, this::show);
    routes.post(PATH + "/quarantine", this::replayQuarantine);
    routes.post(PATH + "/parked", this::replayParked);
  }

  private void show(Context ctx) {
    TroublesView view = new TroublesView(troubles.quarantine(), troubles.parked());
    pages.show(ctx, "telefon/troubles.jte", Section.TELEFON, view);
  }

  private void replayQuarantine(Context ctx) {
    QuarantineReplay counts = troubles.replayQuarantine();
    audit.note(ctx, "quarantine.replayed", "");
    pages.goOn(
        ctx,
        PATH,
        Flash.good(
            "quarantine.replayed",
            Integer.toString(counts.accepted() + counts.duplicate()),
            Integer.toString(counts.kept())));
  }

  private void replayParked(Context ctx) {
    String id = ctx.formParam("id");
    int replayed = troubles.replayParked(id == null || id.isEmpty() ? null : id);
    audit.note(ctx, "parked.replayed", Integer.toString(replayed));
    pages.goOn(ctx, PATH, Flash.good("parked.replayed", Integer.toString(replayed)));
  }
}
