package inc.phone.examples.shop;

import inc.phone.settings.SettingsSource;
import inc.phone.webhooks.ReconcileReport;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.spi.CallQueries;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Optional;

/** What the staff reach that asks Phone.inc: missed calls, and recordings, whose links expire. */
final class ApiRoutes {
  private static final String PHONE = "/api/admin/phone";

  private final SettingsSource settings;
  private final CallQueries store;
  private final FreshRecordings recordings;
  private final Reconciling reconciling;
  private final String source;

  ApiRoutes(
      SettingsSource settings,
      CallQueries store,
      FreshRecordings recordings,
      Reconciling reconciling,
      String source) {
    this.settings = settings;
    this.store = store;
    this.recordings = recordings;
    this.reconciling = reconciling;
    this.source = source;
  }

  void register(RoutesConfig routes) {
    routes.post(PHONE + "/reconcile", this::reconcile);
    routes.get(PHONE + "/calls/{call_id}/recording", this::recording);
  }

  private void reconcile(Context ctx) {
    Instant since = new Parameters(ctx).time("since");
    if (since == null) {
      throw new BadRequestException("since must be a time such as 2026-05-15T10:00:00Z");
    }
    if (!settings.load().enabled()) {
      Answers.error(ctx, 503, "the integration is off");
      return;
    }
    ReconcileReport report = reconciling.run(since);
    Answers.json(ctx, report.isComplete() ? 200 : 502, CallView.reconciled(report));
  }

  /** Sends the browser to the recording; the body says the same to other programs. */
  private void recording(Context ctx) {
    Optional<CallRecord> call = store.call(new CallKey(source, ctx.pathParam("call_id")));
    if (call.isEmpty()) {
      Answers.error(ctx, 404, "no such call");
      return;
    }
    FreshRecordings.Link link = recordings.any(call.get()).orElse(null);
    if (link == null) {
      Answers.error(ctx, 404, "no recording");
      return;
    }
    ctx.header("Location", link.url());
    Answers.json(ctx, 302, Answers.object().put("url", link.url()).put("fresh", link.isFresh()));
  }
}
