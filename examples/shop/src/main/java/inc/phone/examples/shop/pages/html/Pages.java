package inc.phone.examples.shop.pages.html;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import inc.phone.examples.shop.pages.access.Flash;
import inc.phone.examples.shop.pages.access.Session;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes pages of templates. Templates were compiled with the shop and escape whatever they are
 * given by the place where it stands. Thread-safe.
 */
public final class Pages {
  /** Where the build puts the compiled templates. */
  private static final String TEMPLATES = "inc.phone.examples.shop.pages.templates";

  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(null, ContentType.Html, null, TEMPLATES);

  private final Assets assets = new Assets();
  private final Map<Language, Words> words = new EnumMap<>(Language.class);
  private final ZoneId zone;
  private final BooleanSupplier phoneOn;

  /**
   * Reads texts and assets.
   *
   * @param zone the zone of all times
   * @param phoneOn whether the integration is on; asked for every page
   */
  public Pages(ZoneId zone, BooleanSupplier phoneOn) {
    this.zone = zone;
    this.phoneOn = phoneOn;
    for (Language language : Language.values()) {
      words.put(language, Words.of(language));
    }
  }

  public void register(RoutesConfig routes) {
    assets.register(routes);
    new LanguageRoutes().register(routes);
    new ErrorPages(this).register(routes);
  }

  /**
   * Answers with a page for somebody who is logged in.
   *
   * @param template the template, e.g. {@code telefon/calls.jte}
   * @param section what the navigation marks
   * @param view what the template calls {@code view}
   * @throws IllegalStateException if nobody is: no page is shown by a guard's mistake
   */
  public void show(Context ctx, String template, Section section, Object view) {
    Session session = Session.of(ctx).orElseThrow();
    Flash flash = session.takeFlash().orElse(null);
    render(ctx, template, frame(ctx, section, session.formToken(), flash), view);
  }

  /** Answers with a part of a page, for a script that puts it in its place. */
  public void showPart(Context ctx, String template, Object view) {
    Session session = Session.of(ctx).orElseThrow();
    render(ctx, template, frame(ctx, null, session.formToken(), null), view);
  }

  /** Answers with a page that anybody may see. */
  public void showPublic(Context ctx, String template, String formToken, Object view) {
    render(ctx, template, frame(ctx, null, formToken, null), view);
  }

  /** Ends the handling of a form: the message is on the page that follows. */
  public void goOn(Context ctx, String path, Flash message) {
    Session.of(ctx).orElseThrow().tell(message);
    ctx.redirect(path, HttpStatus.SEE_OTHER);
  }

  Words words(Language language) {
    return words.getOrDefault(language, words.values().iterator().next());
  }

  Assets assets() {
    return assets;
  }

  /** What the reader of this answer reads. */
  public Language language(Context ctx) {
    return Language.of(ctx);
  }

  public ZoneId zone() {
    return zone;
  }

  public boolean isPhoneOn() {
    return phoneOn.getAsBoolean();
  }

  private PageFrame frame(
      Context ctx, @Nullable Section section, String formToken, @Nullable Flash flash) {
    String query = ctx.queryString();
    String address = ctx.path() + (query == null ? "" : "?" + query);
    return new PageFrame(this, Language.of(ctx), section, address, formToken, flash);
  }

  private void render(Context ctx, String template, PageFrame frame, Object view) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("page", frame);
    parameters.put("view", view);
    StringOutput html = new StringOutput();
    engine.render(template, parameters, html);
    ctx.html(html.toString());
  }
}
