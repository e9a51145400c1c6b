package inc.phone.examples.shop.pages.telefon;

import inc.phone.examples.shop.pages.access.Flash;
import inc.phone.examples.shop.pages.access.Requests;
import inc.phone.examples.shop.pages.audit.AuditLog;
import inc.phone.examples.shop.pages.html.Pages;
import inc.phone.examples.shop.pages.html.Section;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.VoicemailRecord;
import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.Page;
import inc.phone.webhooks.spi.VoicemailFilter;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tab with the voicemails. */
public final class VoicemailRoutes {
  private static final String PATH = "/admin/telefon/voicemails";
  private static final int PAGE = 25;

  private final Pages pages;
  private final CallQueries calls;
  private final String source;
  private final VoicemailRows rows;
  private final Branches branches;
  private final Listened listened;
  private final AuditLog audit;

  public VoicemailRoutes(
      Pages pages,
      CallQueries calls,
      String source,
      VoicemailRows rows,
      Branches branches,
      Listened listened,
      AuditLog audit) {
    this.pages = pages;
    this.calls = calls;
    this.source = source;
    this.rows = rows;
    this.branches = branches;
    this.listened = listened;
    this.audit = audit;
  }

  public void register(RoutesConfig routes) {
    routes.get(PATH, this::list);
    routes.post(PATH + "/listened", this::listen);
  }

  private void list(Context ctx) {
    Query query = new Query(ctx, "branch", "from", "to", "match", "q", Query.CURSOR);
    Page<VoicemailRecord> page = page(query);
    Map<String, String> names = branches.names(pages.language(ctx));
    List<VoicemailRow> found = rows.of(page.items(), names);
    String next = page.nextCursor() == null ? null : query.at(page.nextCursor());
    Map<String, String> choices = choices(names, query.text("branch"));
    pages.show(
        ctx,
        "telefon/voicemails.jte",
        Section.TELEFON,
        new VoicemailsView(found, query, choices, next));
  }

  /** A cursor that is not one of ours begins again. */
  private Page<VoicemailRecord> page(Query query) {
    VoicemailFilter filter =
        new VoicemailFilter(
            query.orNull("branch"),
            query.dayStart("from", pages.zone()),
            query.dayEnd("to", pages.zone()),
            matched(query.text("match")),
            query.orNull("q"));
    try {
      return calls.voicemails(source, filter, PAGE, query.orNull(Query.CURSOR));
    } catch (IllegalArgumentException e) {
      return calls.voicemails(source, filter, PAGE, null);
    }
  }

  private static @Nullable Boolean matched(String text) {
    return switch (text) {
      case "yes" -> true;
      case "no" -> false;
      default -> null;
    };
  }

  /** What was asked for can be chosen, even if no menu has it any more. */
  private static Map<String, String> choices(Map<String, String> names, String asked) {
    Map<String, String> choices = new LinkedHashMap<>(names);
    if (!asked.isEmpty()) {
      choices.putIfAbsent(asked, asked);
    }
    return choices;
  }

  private void listen(Context ctx) {
    VoicemailRecord one = find(ctx.formParam("call"), ctx.formParam("voicemail"));
    boolean now = "yes".equals(ctx.formParam("listened"));
    listened.set(one.voicemailId(), now);
    audit.note(ctx, now ? "voicemail.listened" : "voicemail.unheard", one.voicemailId());
    if (Requests.isFragment(ctx)) {
      Map<String, String> names = branches.names(pages.language(ctx));
      pages.showPart(ctx, "telefon/voicemail.jte", rows.of(List.of(one), names).get(0));
    } else {
      String back = ctx.formParam("back");
      pages.goOn(
          ctx,
          PATH + (back != null && back.startsWith("?") ? back : ""),
          Flash.good(now ? "voicemails.marked" : "voicemails.unmarked"));
    }
  }

  private VoicemailRecord find(@Nullable String callId, @Nullable String voicemailId) {
    return Optional.ofNullable(callId)
        .flatMap(id -> calls.call(new CallKey(source, id)))
        .flatMap(call -> Voicemails.of(call, voicemailId))
        .orElseThrow(() -> new NotFoundResponse());
  }
}
