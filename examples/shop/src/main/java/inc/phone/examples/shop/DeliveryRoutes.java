package inc.phone.examples.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.examples.shop.ParkedDeliveries.Replayed;
import inc.phone.settings.SettingsSource;
import inc.phone.webhooks.spi.CallQueries;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the staff see what listeners could not be told, and have it tried again. */
final class DeliveryRoutes {
  private static final String DELIVERIES = "/api/admin/phone/deliveries";
  private static final String WHICH =
      "one of {\"id\": text}, {\"ids\": [1 to "
          + CallQueries.MAX_LIMIT
          + " texts]}, {\"listener\": text}, {\"all\": true}";
  private static final int MAX_BODY_BYTES = 1024 * 1024;

  private final SettingsSource settings;
  private final ParkedDeliveries parked;
  private final BodyReader bodies = new BodyReader(MAX_BODY_BYTES);

  DeliveryRoutes(SettingsSource settings, ParkedDeliveries parked) {
    this.settings = settings;
    this.parked = parked;
  }

  void register(RoutesConfig routes) {
    routes.get(DELIVERIES, this::list);
    routes.post(DELIVERIES + "/replay", this::replay);
  }

  /** What waits or was delivered is not listed: it needs nobody. */
  private void list(Context ctx) {
    Parameters query = new Parameters(ctx);
    String state = query.text("state");
    if (state != null && !state.equals("parked")) {
      throw new BadRequestException("state must be parked");
    }
    int limit = query.limit();
    Answers.json(
        ctx,
        200,
        CallView.page(
            "deliveries",
            AdminRoutes.page(
                () -> parked.list(query.text("listener"), limit, query.text("cursor"))),
            CallView::parked));
  }

  private void replay(Context ctx) {
    Optional<byte[]> body = bodies.read(ctx.req());
    if (body.isEmpty()) {
      Answers.tooLarge(ctx);
      return;
    }
    ObjectNode which =
        body.get().length == 0
            ? Answers.object().put("all", true)
            : Answers.readObject(body.get(), WHICH);
    if (which.size() != 1) {
      throw new BadRequestException("expected " + WHICH);
    }
    String field = which.fieldNames().next();
    JsonNode value = which.get(field);
    if (!settings.load().enabled()) {
      Answers.error(ctx, 503, "the integration is off");
      return;
    }
    Replayed counts =
        switch (field) {
          case "id" -> parked.replay(List.of(text(value)));
          case "ids" -> parked.replay(texts(value));
          case "listener" -> parked.replayOf(text(value));
          case "all" -> all(value);
          default -> throw new BadRequestException("expected " + WHICH);
        };
    if (field.equals("id") && counts.missing() > 0) {
      Answers.error(ctx, 404, "no such parked delivery");
      return;
    }
    Answers.json(
        ctx,
        200,
        Answers.object().put("replayed", counts.replayed()).put("missing", counts.missing()));
  }

  private Replayed all(JsonNode value) {
    if (!value.isBoolean() || !value.booleanValue()) {
      throw new BadRequestException("expected " + WHICH);
    }
    return parked.replayAll();
  }

  private static List<String> texts(JsonNode values) {
    List<String> texts = new ArrayList<>();
    values.forEach(value -> texts.add(text(value)));
    if (!values.isArray() || texts.isEmpty() || texts.size() > CallQueries.MAX_LIMIT) {
      throw new BadRequestException("expected " + WHICH);
    }
    return texts;
  }

  private static String text(JsonNode value) {
    if (!value.isTextual()) {
      throw new BadRequestException("expected " + WHICH);
    }
    return value.textValue();
  }
}
