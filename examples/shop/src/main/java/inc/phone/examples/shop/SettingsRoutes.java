package inc.phone.examples.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.examples.shop.settings.SettingsChange;
import inc.phone.examples.shop.settings.SettingsEditor;
import inc.phone.examples.shop.settings.SettingsRefusedException;
import inc.phone.examples.shop.settings.SettingsView;
import inc.phone.examples.shop.settings.SettingsView.Setting;
import inc.phone.settings.Secret;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The integration's settings for the shop's staff, who can write secrets but never read one. */
final class SettingsRoutes {
  private static final String PATH = "/api/admin/phone/settings";
  private static final String SECRETS = PATH + "/webhook-secrets";
  private static final String SHAPE =
      "{\"workspace_id\": text, \"api_key\": text, \"base_url\": text}, all of them optional";
  private static final String SECRET_SHAPE = "{\"secret\": text}";
  private static final Set<String> FIELDS = Set.of("workspace_id", "api_key", "base_url");
  private static final int MAX_BODY_BYTES = 64 * 1024;

  private final SettingsEditor editor;
  private final BodyReader bodies = new BodyReader(MAX_BODY_BYTES);

  SettingsRoutes(SettingsEditor editor) {
    this.editor = editor;
  }

  void register(RoutesConfig routes) {
    routes.get(PATH, this::show);
    routes.put(PATH, ctx -> withBody(ctx, SHAPE, json -> save(ctx, json)));
    routes.delete(PATH, this::reset);
    routes.post(SECRETS, ctx -> withBody(ctx, SECRET_SHAPE, json -> add(ctx, json)));
    routes.delete(SECRETS + "/{id}", this::retire);
    routes.exception(
        SettingsRefusedException.class, (e, ctx) -> Answers.error(ctx, 422, e.reason()));
  }

  private void show(Context ctx) {
    ctx.header("Cache-Control", "no-store");
    Answers.json(ctx, 200, json(editor.view()));
  }

  private void save(Context ctx, ObjectNode json) {
    Iterator<String> names = json.fieldNames();
    while (names.hasNext()) {
      if (!FIELDS.contains(names.next())) { // misspelt, it would seem to be saved
        throw new BadRequestException("expected " + SHAPE);
      }
    }
    String key = text(json, "api_key", SHAPE);
    editor.save(
        new SettingsChange(
            text(json, "workspace_id", SHAPE),
            key == null ? null : Secret.of(key),
            text(json, "base_url", SHAPE)));
    show(ctx);
  }

  private void reset(Context ctx) {
    editor.reset();
    show(ctx);
  }

  private void add(Context ctx, ObjectNode json) {
    String secret = text(json, "secret", SECRET_SHAPE);
    String id = editor.addWebhookSecret(Secret.of(Objects.requireNonNullElse(secret, "")));
    Answers.json(ctx, 201, Answers.object().put("id", id));
  }

  private void retire(Context ctx) {
    if (editor.retireWebhookSecret(ctx.pathParam("id"))) {
      show(ctx);
    } else {
      Answers.error(ctx, 404, "no such secret");
    }
  }

  private void withBody(Context ctx, String shape, Consumer<ObjectNode> use) {
    Optional<byte[]> body = bodies.read(ctx.req());
    if (body.isEmpty()) {
      Answers.tooLarge(ctx);
    } else {
      use.accept(Answers.readObject(body.get(), shape));
    }
  }

  private static @Nullable String text(ObjectNode json, String field, String shape) {
    JsonNode value = json.get(field);
    if (value != null && !value.isTextual() && !value.isNull()) {
      throw new BadRequestException("expected " + shape);
    }
    return value == null ? null : value.textValue();
  }

  private static ObjectNode json(SettingsView view) {
    ObjectNode json =
        Answers.object()
            .put("enabled", view.enabled())
            .put("editable", view.editable())
            .put("problem", view.problem());
    json.set("workspace_id", json(view.workspaceId()).put("value", view.workspaceId().value()));
    json.set("api_key", json(view.apiKey()));
    json.set("base_url", json(view.baseUrl()).put("value", view.baseUrl().value()));
    ObjectNode secrets =
        json.putObject("webhook_secrets")
            .put("active", view.webhookSecrets().size())
            .put("saved_at", time(view.webhookSecretsSavedAt()));
    ArrayNode list = secrets.putArray("items");
    view.webhookSecrets()
        .forEach(
            secret ->
                list.addObject().put("id", secret.id()).put("added_at", time(secret.addedAt())));
    return json;
  }

  private static ObjectNode json(Setting setting) {
    return Answers.object().put("set", setting.isSet()).put("saved_at", time(setting.savedAt()));
  }

  private static @Nullable String time(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }
}
