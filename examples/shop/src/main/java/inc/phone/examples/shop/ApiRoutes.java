package inc.phone.examples.shop;

import inc.phone.client.PhoneIncClient;
import inc.phone.model.PhoneIncException;
import inc.phone.settings.SettingsSource;
import inc.phone.webhooks.ReconcileReport;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.VoicemailRecord;
import inc.phone.webhooks.spi.CallQueries;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the staff reach that asks Phone.inc: missed calls, and recordings, whose links expire. */
final class ApiRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(ApiRoutes.class);
  private static final String PHONE = "/api/admin/phone";

  private final SettingsSource settings;
  private final CallQueries store;
  private final Supplier<PhoneIncClient> client;
  private final Reconciling reconciling;
  private final String source;

  ApiRoutes(
      SettingsSource settings,
      CallQueries store,
      Supplier<PhoneIncClient> client,
      Reconciling reconciling,
      String source) {
    this.settings = settings;
    this.store = store;
    this.client = client;
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
    String fresh = fresh(call.get()).filter(ApiRoutes::isLink).orElse(null);
    String link = fresh != null ? fresh : stored(call.get());
    if (link == null) {
      Answers.error(ctx, 404, "no recording");
      return;
    }
    ctx.header("Location", link);
    Answers.json(ctx, 302, Answers.object().put("url", link).put("fresh", fresh != null));
  }

  private Optional<String> fresh(CallRecord call) {
    if (!settings.load().enabled()) {
      return Optional.empty();
    }
    try {
      PhoneIncClient phone = client.get();
      for (VoicemailRecord voicemail : call.voicemails()) {
        Optional<String> link = phone.voicemails().recordingUrl(voicemail.voicemailId());
        if (link.isPresent()) {
          return link;
        }
      }
      return phone.calls().recordingUrl(call.callId());
    } catch (PhoneIncException | IllegalArgumentException e) {
      LOG.atInfo()
          .addKeyValue("failure", e.getClass().getName())
          .log("no fresh link to a recording; the stored one has to do");
      return Optional.empty();
    }
  }

  private static @Nullable String stored(CallRecord call) {
    return Stream.concat(
            call.voicemails().stream().map(VoicemailRecord::audioUrl),
            Stream.of(Optional.ofNullable(call.recordingUrl()).orElse("")))
        .filter(ApiRoutes::isLink)
        .findFirst()
        .orElse(null);
  }

  /** A sender wrote it, and a browser is to follow it. */
  private static boolean isLink(@Nullable String link) {
    return link != null && link.matches("https?://[\\x21-\\x7e]{1,4000}");
  }
}
