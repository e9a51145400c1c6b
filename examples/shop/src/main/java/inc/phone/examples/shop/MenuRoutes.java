package inc.phone.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.ivr.IvrConfig;
import inc.phone.ivr.ValidationReport;
import inc.phone.ivr.store.SaveResult;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The phone menu for the shop's staff: read with an ETag, written with If-Match, so that nobody
 * overwrites what somebody else saved meanwhile.
 *
 * <p>The ETag is the revision. Without If-Match only the first save succeeds; after that it is
 * needed (428). A lost race is 409 with the ETag of the winner, a menu with errors 422 with the
 * report.
 */
final class MenuRoutes {
  private static final String PATH = "/api/admin/phone/ivr";

  /** More than the SDK reads, so that its report says what is too long. */
  private static final int MAX_BODY_BYTES = 1024 * 1024;

  /** Proxies that compress mark the tag as weak; some clients lose the quotes. */
  private static final Pattern REVISION = Pattern.compile("(?:W/)?\"?([0-9]{1,18})\"?");

  private static final long NO_REVISION = -1;

  private final PhoneMenu menu;
  private final BodyReader bodies = new BodyReader(MAX_BODY_BYTES);

  MenuRoutes(PhoneMenu menu) {
    this.menu = menu;
  }

  void register(RoutesConfig routes) {
    routes.get(PATH, this::read);
    routes.put(PATH, this::write);
  }

  private void read(Context ctx) {
    IvrConfig config = menu.current();
    String known = ctx.header("If-None-Match");
    if (known != null && revision(known) == config.revision()) {
      tag(ctx, config.revision()).status(304);
    } else {
      answer(ctx, config);
    }
  }

  private void write(Context ctx) {
    Optional<byte[]> body = bodies.read(ctx.req());
    if (body.isEmpty()) {
      Answers.tooLarge(ctx);
      return;
    }
    String match = ctx.header("If-Match");
    SaveResult result = menu.save(IvrConfig.parse(body.get()), expected(match));
    switch (result.status()) {
      case SAVED, UNCHANGED -> answer(ctx, menu.current());
      case CONFLICT -> conflict(ctx, match, result.revision());
      case REFUSED -> refuse(ctx, result.report());
    }
  }

  private long expected(@Nullable String match) {
    if (match == null) {
      return 0;
    }
    return match.strip().equals("*") ? menu.current().revision() : revision(match);
  }

  private static void conflict(Context ctx, @Nullable String match, long revision) {
    boolean careless = match == null && ctx.header("If-None-Match") == null;
    Answers.error(
        tag(ctx, revision),
        careless ? 428 : 409,
        careless
            ? "send If-Match with the ETag of the menu that was changed"
            : "somebody else has saved meanwhile; read the menu again");
  }

  private static void refuse(Context ctx, Optional<ValidationReport> report) {
    ObjectNode json = Answers.object().put("error", "the menu has errors");
    report.ifPresent(
        found -> json.setAll(Answers.readObject(found.toJson().getBytes(UTF_8), "a report")));
    Answers.json(ctx, 422, json);
  }

  private static void answer(Context ctx, IvrConfig config) {
    tag(ctx, config.revision()).status(200).contentType("application/json").result(config.toJson());
  }

  private static Context tag(Context ctx, long revision) {
    return ctx.header("ETag", "\"" + revision + "\"");
  }

  private static long revision(String tag) {
    Matcher matcher = REVISION.matcher(tag.strip());
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : NO_REVISION;
  }
}
