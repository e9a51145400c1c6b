package inc.phone.examples.shop.pages.telefon;

import inc.phone.examples.shop.pages.access.Flash;
import inc.phone.examples.shop.pages.audit.AuditLog;
import inc.phone.examples.shop.pages.html.Pages;
import inc.phone.examples.shop.pages.html.Section;
import inc.phone.examples.shop.pages.people.People;
import inc.phone.examples.shop.pages.people.Person;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.spi.CallQueries;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One call: what was said, by whom, and whose customer it was. */
public final class CallRoutes {
  private static final String PATH = "/admin/telefon/calls/{call_id}";
  private static final int SUGGESTIONS = 12;

  private final Pages pages;
  private final CallQueries calls;
  private final String source;
  private final VoicemailRows voicemails;
  private final People people;
  private final Branches branches;
  private final Assignment assignment;
  private final Recordings recordings;
  private final AuditLog audit;

  public CallRoutes(
      Pages pages,
      CallQueries calls,
      String source,
      VoicemailRows voicemails,
      People people,
      Branches branches,
      Assignment assignment,
      Recordings recordings,
      AuditLog audit) {
    this.pages = pages;
    this.calls = calls;
    this.source = source;
    this.voicemails = voicemails;
    this.people = people;
    this.branches = branches;
    this.assignment = assignment;
    this.recordings = recordings;
    this.audit = audit;
  }

  public void register(RoutesConfig routes) {
    routes.get(PATH, this::show);
    routes.post(PATH + "/customer", this::assign);
    routes.get(PATH + "/recording", this::recording);
    routes.get(PATH + "/voicemails/{voicemail_id}/recording", this::voicemail);
  }

  private void show(Context ctx) {
    CallRecord call = call(ctx);
    Map<String, String> names = branches.names(pages.language(ctx));
    String search = Objects.requireNonNullElse(ctx.queryParam("find"), "").strip();
    List<Person> found = search.isEmpty() ? List.of() : people.search(search, SUGGESTIONS);
    CallView view =
        new CallView(
            CallRow.of(call, people, names),
            call,
            voicemails.of(call.voicemails(), names),
            calls.events(call.key()),
            search,
            found);
    pages.show(ctx, "telefon/call.jte", Section.TELEFON, view);
  }

  private void assign(Context ctx) {
    String id = ctx.pathParam("call_id");
    String customer = Objects.requireNonNullElse(ctx.formParam("customer"), "");
    Optional<Person> person = people.find(customer);
    if (!customer.isEmpty() && person.isEmpty()) {
      throw new NotFoundResponse();
    }
    if (!assignment.assign(id, customer.isEmpty() ? null : customer)) {
      throw new NotFoundResponse();
    }
    audit.note(ctx, customer.isEmpty() ? "call.unassigned" : "call.assigned", id);
    pages.goOn(
        ctx,
        "/admin/telefon/calls/" + encoded(id),
        person
            .map(one -> Flash.good("call.assigned", one.name()))
            .orElseGet(() -> Flash.good("call.unassigned")));
  }

  private void recording(Context ctx) {
    send(ctx, recordings.ofCall(call(ctx)));
  }

  private void voicemail(Context ctx) {
    send(
        ctx,
        Voicemails.of(call(ctx), ctx.pathParam("voicemail_id")).flatMap(recordings::ofVoicemail));
  }

  /** The link is for this browser and now: it expires. */
  private static void send(Context ctx, Optional<String> link) {
    ctx.redirect(link.orElseThrow(() -> new NotFoundResponse()), HttpStatus.FOUND);
  }

  private CallRecord call(Context ctx) {
    return calls
        .call(new CallKey(source, ctx.pathParam("call_id")))
        .orElseThrow(() -> new NotFoundResponse());
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
