package inc.phone.examples.simulator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.examples.simulator.render.Json;
import inc.phone.examples.simulator.subscription.Subscription;
import inc.phone.examples.simulator.subscription.SubscriptionChange;
import inc.phone.examples.simulator.subscription.Subscriptions;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Objects;

/**
 * Webhook subscriptions as documented. A create answers 201; the vendor does not say 200 or 201.
 */
final class WebhookRoutes {
  private static final String PATH = "/api/v1/webhooks";

  private final Subscriptions subscriptions;

  WebhookRoutes(Subscriptions subscriptions) {
    this.subscriptions = subscriptions;
  }

  void addTo(RoutesConfig routes) {
    routes.get(PATH, this::list);
    routes.post(PATH, this::create);
    routes.patch(PATH + "/{id}", this::update);
    routes.delete(PATH + "/{id}", this::delete);
  }

  private void list(Context context) {
    Answers.json(context, 200, Json.array(subscriptions.list(), WebhookRoutes::json));
  }

  private void create(Context context) {
    SubscriptionChange form = WebhookForm.create(Answers.body(context));
    Subscription created =
        subscriptions.create(
            Objects.requireNonNull(form.name()),
            Objects.requireNonNull(form.url()),
            Objects.requireNonNull(form.events()));
    Answers.json(context, 201, json(created));
  }

  private void update(Context context) {
    SubscriptionChange form = WebhookForm.update(Answers.body(context));
    Subscription updated =
        subscriptions.update(context.pathParam("id"), form).orElseThrow(WebhookRoutes::notFound);
    Answers.json(context, 200, json(updated));
  }

  private void delete(Context context) {
    if (!subscriptions.delete(context.pathParam("id"))) {
      throw notFound();
    }
    context.status(204);
  }

  private static ApiProblem notFound() {
    return ApiProblem.of(404, "Webhook not found");
  }

  private static ObjectNode json(Subscription subscription) {
    ObjectNode json =
        Json.object()
            .put("id", subscription.id())
            .put("name", subscription.name())
            .put("url", subscription.url());
    subscription.events().forEach(json.putArray("events")::add);
    return json.put("active", subscription.active())
        .put("created_at", Json.time(subscription.createdAt()))
        .put("updated_at", Json.time(subscription.updatedAt()));
  }
}
