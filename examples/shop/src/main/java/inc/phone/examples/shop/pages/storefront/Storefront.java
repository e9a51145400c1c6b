package inc.phone.examples.shop.pages.storefront;

import inc.phone.examples.shop.pages.html.Language;
import inc.phone.examples.shop.pages.html.Pages;
import inc.phone.examples.shop.pages.telefon.Branches;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The front of the shop. With the widget it says how to call, as long as the integration is on, and
 * whom one reaches.
 */
public final class Storefront {
  private final Pages pages;
  private final Branches branches;
  private final @Nullable String phone;

  /**
   * Makes it.
   *
   * @param phone the number of the widget, or null for a front without one
   */
  public Storefront(Pages pages, Branches branches, @Nullable String phone) {
    this.pages = pages;
    this.branches = branches;
    this.phone = phone;
  }

  public void register(RoutesConfig routes) {
    routes.get("/", this::show);
  }

  private void show(Context ctx) {
    String number = pages.isPhoneOn() ? phone : null;
    pages.showPublic(
        ctx, "storefront/front.jte", "", new StorefrontView(number, choices(ctx, number)));
  }

  private List<String> choices(Context ctx, @Nullable String number) {
    Language language = pages.language(ctx);
    return number == null ? List.of() : List.copyOf(branches.names(language).values());
  }
}
