package inc.phone.examples.shop.pages.ivr;

import inc.phone.examples.shop.pages.access.Requests;
import inc.phone.examples.shop.pages.html.Pages;
import inc.phone.examples.shop.pages.html.Section;
import inc.phone.ivr.IvrConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Objects;

/**
 * Trying the menu out without a phone. All of the call is in the address, so it can be sent to
 * somebody, and the way back of a browser takes a step back.
 */
public final class TryRoutes {
  private final Pages pages;
  private final Menu menu;

  public TryRoutes(Pages pages, Menu menu) {
    this.pages = pages;
    this.menu = menu;
  }

  public void register(RoutesConfig routes) {
    routes.get(IvrRoutes.PATH + "/try", this::call);
  }

  private void call(Context ctx) {
    IvrConfig config = menu.current();
    String from = sent(ctx, "from");
    String at = sent(ctx, "at");
    String locale = sent(ctx, "locale");
    TestCall call =
        TestCall.begin(config, from, at, locale).take(sent(ctx, "steps")).take(sent(ctx, "then"));
    TryView view =
        new TryView(
            config.revision(),
            from,
            at,
            locale,
            config.locales(),
            call.steps(),
            call.transcript(pages.language(ctx).code()),
            call.call().outcome().kind());
    if (Requests.isFragment(ctx)) {
      pages.showPart(ctx, "ivr/call.jte", view);
    } else {
      pages.show(ctx, "ivr/trial.jte", Section.TELEFON, view);
    }
  }

  private static String sent(Context ctx, String name) {
    return Objects.requireNonNullElse(ctx.queryParam(name), "").strip();
  }
}
