package inc.phone.examples.shop;

import com.fasterxml.jackson.databind.JsonNode;
import inc.phone.settings.SettingsSource;
import inc.phone.webhooks.QuarantineReplay;
import inc.phone.webhooks.WebhookReceiver;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.spi.CallFilter;
import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.Page;
import inc.phone.webhooks.spi.VoicemailFilter;
import inc.phone.webhooks.store.JdbcCallStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the shop's staff reach. Works with the integration switched off as well: the rows are the
 * shop's. Only a replay is refused then, as it would take in events.
 */
final class AdminRoutes {
  private static final String PHONE = "/api/admin/phone";
  private static final String CALL = PHONE + "/calls/{call_id}";
  private static final String ASSIGNMENT = "{\"customer_id\": text or null}";
  private static final int MAX_BODY_BYTES = 64 * 1024;

  private final SettingsSource settings;
  private final JdbcCallStore store;
  private final WebhookReceiver receiver;
  private final String source;
  private final BodyReader bodies = new BodyReader(MAX_BODY_BYTES);

  AdminRoutes(
      SettingsSource settings, JdbcCallStore store, WebhookReceiver receiver, String source) {
    this.settings = settings;
    this.store = store;
    this.receiver = receiver;
    this.source = source;
  }

  void register(RoutesConfig routes) {
    routes.get(PHONE + "/calls", this::calls);
    routes.get(CALL, this::call);
    routes.put(CALL + "/customer", this::assign);
    routes.get(PHONE + "/voicemails", this::voicemails);
    routes.get(PHONE + "/quarantine", this::quarantine);
    routes.post(PHONE + "/quarantine/replay", this::replay);
  }

  private void calls(Context ctx) {
    Parameters query = new Parameters(ctx);
    CallFilter filter =
        new CallFilter(query.text("customer"), query.time("from"), query.time("to"));
    int limit = query.limit();
    Answers.json(
        ctx,
        200,
        CallView.page(
            "calls",
            page(() -> store.calls(source, filter, limit, query.text("cursor"))),
            CallView::call));
  }

  private void voicemails(Context ctx) {
    Parameters query = new Parameters(ctx);
    VoicemailFilter filter =
        new VoicemailFilter(
            query.text("branch"),
            query.time("from"),
            query.time("to"),
            query.flag("matched"),
            query.text("q"));
    int limit = query.limit();
    Answers.json(
        ctx,
        200,
        CallView.page(
            "voicemails",
            page(() -> store.voicemails(source, filter, limit, query.text("cursor"))),
            CallView::voicemail));
  }

  private void call(Context ctx) {
    answerCall(ctx, new CallKey(source, ctx.pathParam("call_id")));
  }

  private void answerCall(Context ctx, CallKey key) {
    store
        .call(key)
        .ifPresentOrElse(
            call -> Answers.json(ctx, 200, CallView.callWithParts(call, store.events(key))),
            () -> Answers.error(ctx, 404, "no such call"));
  }

  private void assign(Context ctx) {
    Optional<byte[]> body = bodies.read(ctx.req());
    if (body.isEmpty()) {
      Answers.tooLarge(ctx);
      return;
    }
    String callId = ctx.pathParam("call_id");
    String customerId = customerId(body.get());
    boolean found;
    try {
      found = receiver.matcher().assign(callId, customerId);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("customer_id must be 1 to 128 printable characters");
    }
    if (found) {
      answerCall(ctx, new CallKey(source, callId));
    } else {
      Answers.error(ctx, 404, "no such call");
    }
  }

  private void quarantine(Context ctx) {
    Answers.json(
        ctx,
        200,
        Answers.object()
            .set(
                "items",
                CallView.array(store.list(source, CallQueries.MAX_LIMIT), CallView::quarantined)));
  }

  private void replay(Context ctx) {
    if (!settings.load().enabled()) {
      Answers.error(ctx, 503, "the integration is off");
      return;
    }
    QuarantineReplay counts = receiver.replayQuarantine();
    Answers.json(
        ctx,
        200,
        Answers.object()
            .put("accepted", counts.accepted())
            .put("duplicate", counts.duplicate())
            .put("kept", counts.kept()));
  }

  /** The store knows what a cursor looks like, and says so. */
  static <T> Page<T> page(Supplier<Page<T>> query) {
    try {
      return query.get();
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable String customerId(byte[] body) {
    JsonNode customer = Answers.readObject(body, ASSIGNMENT).get("customer_id");
    if (customer != null && (customer.isTextual() || customer.isNull())) {
      return customer.textValue();
    }
    throw new BadRequestException("expected " + ASSIGNMENT);
  }
}
