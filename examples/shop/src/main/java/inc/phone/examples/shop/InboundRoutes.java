package inc.phone.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.ivr.routing.AgentDispatch;
import inc.phone.ivr.routing.InboundCallRequest;
import inc.phone.ivr.routing.InboundCallRouter;
import inc.phone.ivr.routing.ParsedRequest;
import inc.phone.webhooks.WebhookReceiver;
import inc.phone.webhooks.WebhookResponse;
import inc.phone.webhooks.signature.SignatureVerifier;
import inc.phone.webhooks.signature.SignatureVerifier.Rejected;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which agent takes an inbound call: asked by a bridge, or tried out by the shop's staff. Whoever
 * is authentic and makes sense has an answer, whatever does not work behind it. LiveKit's own
 * events come here as well.
 */
final class InboundRoutes {
  private static final String WEBHOOKS = "/api/v1/webhooks";
  private static final String SIP_INBOUND = WEBHOOKS + "/livekit/sip-inbound";
  private static final String EVENTS = WEBHOOKS + "/livekit/events";
  private static final String HEALTH = WEBHOOKS + "/health";
  private static final String TEST = WEBHOOKS + "/test";
  private static final int MAX_BODY_BYTES = 64 * 1024;
  private static final int MAX_EVENT_BYTES = 4 * 1024 * 1024;
  private static final int REJECTED_PER_MINUTE = 100;

  private final InboundCallRouter router;
  private final WebhookReceiver liveKit;
  private final HangUps hangUps;
  private final SignatureVerifier verifier;
  private final String trunkId;
  private final Handler admin;
  private final BodyReader bodies = new BodyReader(MAX_BODY_BYTES);
  private final BodyReader events = new BodyReader(MAX_EVENT_BYTES);
  private final RejectionLimit rejections = new RejectionLimit(REJECTED_PER_MINUTE);

  InboundRoutes(
      InboundCallRouter router,
      WebhookReceiver liveKit,
      HangUps hangUps,
      LiveKitConfig config,
      Handler admin) {
    this.router = router;
    this.liveKit = liveKit;
    this.hangUps = hangUps;
    this.verifier = config.askingForAgents();
    this.trunkId = config.inboundTrunkId();
    this.admin = admin;
  }

  void register(RoutesConfig routes) {
    routes.post(SIP_INBOUND, this::sipInbound);
    routes.post(EVENTS, this::event);
    routes.get(HEALTH, InboundRoutes::health);
    routes.before(TEST, admin);
    routes.post(TEST, this::test);
  }

  private void sipInbound(Context ctx) {
    Optional<byte[]> body = bodies.read(ctx.req());
    if (body.isEmpty()) {
      Answers.tooLarge(ctx);
    } else if (verifier.verify(PhoneRoutes.request(ctx, body.get())) instanceof Rejected) {
      rejections.reject(ctx);
    } else {
      Answers.json(ctx, 200, route(body.get()));
    }
  }

  /** Waits for the router, which answers by its deadline. */
  private ObjectNode route(byte[] body) {
    ParsedRequest parsed = InboundCallRequest.parse(body);
    if (parsed instanceof ParsedRequest.Valid valid) {
      AgentDispatch dispatch = router.route(valid.request()).join();
      return Answers.readObject(dispatch.toJson().getBytes(UTF_8), "a dispatch");
    }
    throw new BadRequestException(((ParsedRequest.Invalid) parsed).reason());
  }

  private void event(Context ctx) {
    Optional<byte[]> body = events.read(ctx.req());
    if (body.isEmpty()) {
      Answers.tooLarge(ctx);
      return;
    }
    WebhookResponse response = liveKit.receive(PhoneRoutes.request(ctx, body.get()));
    if (response.status() == 401) {
      rejections.reject(ctx);
      return;
    }
    if (response.status() == 200) {
      hangUps.tell(body.get());
    }
    PhoneRoutes.answer(ctx, response);
  }

  private static void health(Context ctx) {
    ObjectNode json = Answers.object().put("status", "operational");
    List.of("POST " + SIP_INBOUND, "POST " + EVENTS, "GET " + HEALTH, "POST " + TEST)
        .forEach(json.putArray("endpoints")::add);
    Answers.json(ctx, 200, json);
  }

  /** The same as for a real call, with made-up ids: {@code {"to_number", "from_number"}}. */
  private void test(Context ctx) {
    Optional<byte[]> body = bodies.read(ctx.req());
    if (body.isEmpty()) {
      Answers.tooLarge(ctx);
      return;
    }
    String id = "test-" + UUID.randomUUID();
    ObjectNode json =
        Answers.readObject(body.get(), "{\"to_number\": text, \"from_number\": text}");
    json.put("call_id", id).put("room_name", "test-room-" + id);
    if (!json.hasNonNull("trunk_id") && !trunkId.isEmpty()) {
      json.put("trunk_id", trunkId);
    }
    ObjectNode answer = Answers.object().put("status", "processed");
    answer.set("request", json);
    Answers.json(ctx, 200, answer.setAll(route(json.toString().getBytes(UTF_8))));
  }
}
