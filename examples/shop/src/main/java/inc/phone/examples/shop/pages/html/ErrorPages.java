package inc.phone.examples.shop.pages.html;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/** Errors as a page, where people and not programs read them. */
final class ErrorPages {
  private static final List<Integer> STATUSES = List.of(400, 403, 404, 405, 413, 500, 503);

  private final Pages pages;

  ErrorPages(Pages pages) {
    this.pages = pages;
  }

  void register(RoutesConfig routes) {
    STATUSES.forEach(status -> routes.error(status, this::show));
  }

  private void show(Context ctx) {
    boolean json = String.valueOf(ctx.res().getContentType()).startsWith("application/json");
    if (SecurityHeaders.isPage(ctx.path()) && json) {
      pages.showPublic(ctx, "error.jte", "", new ErrorView(ctx.statusCode()));
    }
  }
}
