package inc.phone.examples.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.ivr.routing.AgentDispatch;
import inc.phone.ivr.routing.OutboundCall;
import inc.phone.ivr.routing.OutboundCallException;
import inc.phone.ivr.routing.OutboundCalls;
import inc.phone.ivr.routing.PlacedCall;
import inc.phone.number.E164;
import inc.phone.number.NumberNormalizer;
import inc.phone.webhooks.CustomerMatcher;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The shop's staff have a customer called: {@code {"to", "customer_id"?, "request_id"?, "agent"?}}.
 */
final class OutboundRoutes {
  private static final String PATH = "/api/admin/phone/calls";
  private static final String SHAPE =
      "{\"to\": text, \"customer_id\": text, \"request_id\": text, \"agent\": text},"
          + " all but to optional";
  private static final String NO_LIVEKIT =
      "LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET or LIVEKIT_OUTBOUND_TRUNK_ID is not set";
  private static final String AGENT = "telephony-agent";
  private static final Pattern CUSTOMER = Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{S} ]{1,128}");
  private static final int MAX_BODY_BYTES = 64 * 1024;

  private final @Nullable OutboundCalls calls;
  private final CustomerMatcher customers;
  private final NumberNormalizer numbers;
  private final BodyReader bodies = new BodyReader(MAX_BODY_BYTES);

  OutboundRoutes(
      @Nullable OutboundCalls calls, CustomerMatcher customers, NumberNormalizer numbers) {
    this.calls = calls;
    this.customers = customers;
    this.numbers = numbers;
  }

  void register(RoutesConfig routes) {
    routes.post(PATH, this::place);
  }

  private void place(Context ctx) {
    if (calls == null) {
      Answers.error(ctx, 503, NO_LIVEKIT);
      return;
    }
    Optional<byte[]> body = bodies.read(ctx.req());
    if (body.isEmpty()) {
      Answers.tooLarge(ctx);
      return;
    }
    ObjectNode json = Answers.readObject(body.get(), SHAPE);
    OutboundCall call = call(json);
    String customer = text(json, "customer_id");
    if (customer != null && !CUSTOMER.matcher(customer).matches()) {
      throw new BadRequestException("customer_id must be 1 to 128 printable characters");
    }
    try {
      PlacedCall placed = calls.place(call);
      if (customer != null && !placed.isRepeated()) {
        boolean unused = customers.assign(placed.callId(), customer); // it was written just now
      }
      Answers.json(
          ctx,
          placed.isRepeated() ? 200 : 201,
          Answers.object().put("call_id", placed.callId()).put("repeated", placed.isRepeated()));
    } catch (OutboundCallException e) {
      Answers.error(ctx, status(e), String.valueOf(e.getMessage()));
    }
  }

  private OutboundCall call(ObjectNode json) {
    String to = Objects.requireNonNullElse(text(json, "to"), "");
    E164 number =
        numbers
            .normalize(to)
            .orElseThrow(() -> new BadRequestException("to is no number that can be called"));
    String id = text(json, "request_id");
    try {
      OutboundCall.Builder call =
          OutboundCall.builder(id == null ? UUID.randomUUID().toString() : id, number);
      String agent = text(json, "agent");
      String name = agent == null ? AGENT : agent;
      return (name.isBlank() ? call : call.agent(dispatch(name, number))).build();
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(String.valueOf(e.getMessage()));
    }
  }

  /** What an agent is told of inbound calls, the other way round. */
  private static AgentDispatch dispatch(String agent, E164 to) {
    String metadata =
        Answers.object().put("call_type", "outbound").put("to_number", to.value()).toString();
    return new AgentDispatch(
        agent, metadata, Map.of("inbound", "false", "phone_number", to.value()));
  }

  private static int status(OutboundCallException e) {
    return switch (e.reason()) {
      case NOT_ALLOWED -> 422;
      case REFUSED -> 502;
      case UNAVAILABLE -> 503;
      case UNKNOWN -> 504;
    };
  }

  private static @Nullable String text(ObjectNode json, String field) {
    JsonNode value = json.get(field);
    if (value != null && !value.isTextual() && !value.isNull()) {
      throw new BadRequestException("expected " + SHAPE);
    }
    return value == null ? null : value.textValue();
  }
}
