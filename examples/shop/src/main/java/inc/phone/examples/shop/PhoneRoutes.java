package inc.phone.examples.shop;

import inc.phone.examples.shop.settings.JdbcSettingsSource;
import inc.phone.webhooks.WebhookReceiver;
import inc.phone.webhooks.WebhookRequest;
import inc.phone.webhooks.WebhookResponse;
import inc.phone.webhooks.spi.OutcomeUnknownException;
import inc.phone.webhooks.spi.Quarantine;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the outside world reaches: the webhook and its health. */
final class PhoneRoutes {
  private static final String OFF =
      "the integration is off: PHONE_INC_WORKSPACE_ID or PHONE_INC_API_KEY is empty";
  private static final String NO_SECRET = "PHONE_INC_WEBHOOK_SECRET is not set";

  /** Generous, because deliveries are many: a secret that was mistyped should be told as 401. */
  private static final int REJECTED_PER_MINUTE = 1_000;

  private static final String NO_DATABASE = "the database cannot be written";

  private final JdbcSettingsSource settings;
  private final WebhookReceiver receiver;
  private final Quarantine store;
  private final BodyReader bodies;
  private final RejectionLimit rejections = new RejectionLimit(REJECTED_PER_MINUTE);

  PhoneRoutes(
      JdbcSettingsSource settings, WebhookReceiver receiver, Quarantine store, BodyReader bodies) {
    this.settings = settings;
    this.receiver = receiver;
    this.store = store;
    this.bodies = bodies;
  }

  void register(RoutesConfig routes) {
    routes.before("/api/phone/*", this::refuseIfOff);
    routes.post("/api/phone/webhook", this::webhook);
    routes.get("/api/phone/health", this::health);
  }

  private void refuseIfOff(Context ctx) {
    if (!settings.load().enabled()) {
      Answers.health(ctx, List.of(settings.problem().orElse(OFF)));
      ctx.skipRemainingHandlers();
    }
  }

  private void health(Context ctx) {
    List<String> reasons = new ArrayList<>();
    if (settings.load().webhookSecrets().isEmpty()) {
      reasons.add(NO_SECRET);
    }
    if (!isWritable()) {
      reasons.add(NO_DATABASE);
    }
    Answers.health(ctx, reasons);
  }

  /** Asks for a change of nothing: it waits for its turn and fails as a delivery would. */
  private boolean isWritable() {
    try {
      return !store.remove("", "");
    } catch (OutcomeUnknownException e) {
      return false;
    }
  }

  /** Any content type is fine: what is signed are bytes, and many senders call them a form. */
  private void webhook(Context ctx) {
    if (settings.load().webhookSecrets().isEmpty()) {
      Answers.health(ctx, List.of(NO_SECRET)); // the sender's retry may find one
      return;
    }
    Optional<byte[]> body = bodies.read(ctx.req());
    if (body.isEmpty()) {
      Answers.tooLarge(ctx);
      return;
    }
    WebhookResponse response = receiver.receive(request(ctx, body.get()));
    if (response.status() == 401) {
      rejections.reject(ctx);
      return;
    }
    answer(ctx, response);
  }

  static void answer(Context ctx, WebhookResponse response) {
    response.headers().forEach(ctx::header);
    ctx.status(response.status()).result(response.body());
  }

  static WebhookRequest request(Context ctx, byte[] body) {
    return WebhookRequest.of(ctx.queryString(), headers(ctx.req()), body);
  }

  private static Map<String, List<String>> headers(HttpServletRequest request) {
    Map<String, List<String>> headers = new HashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name, Collections.list(request.getHeaders(name)));
    }
    return headers;
  }
}
