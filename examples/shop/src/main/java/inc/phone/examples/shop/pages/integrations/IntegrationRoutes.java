package inc.phone.examples.shop.pages.integrations;

import inc.phone.examples.shop.pages.access.Flash;
import inc.phone.examples.shop.pages.access.Requests;
import inc.phone.examples.shop.pages.audit.AuditLog;
import inc.phone.examples.shop.pages.html.Pages;
import inc.phone.examples.shop.pages.html.Section;
import inc.phone.examples.shop.settings.SettingsChange;
import inc.phone.examples.shop.settings.SettingsEditor;
import inc.phone.examples.shop.settings.SettingsRefusedException;
import inc.phone.settings.Secret;
import inc.phone.token.MediaToken;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where the connection with Phone.inc is set up, tried, and taken down. */
public final class IntegrationRoutes {
  private static final String PATH = Section.INTEGRATIONS.path();

  private final Pages pages;
  private final SettingsEditor editor;
  private final Connection connection;
  private final TestCalls calls;
  private final AuditLog audit;

  public IntegrationRoutes(
      Pages pages, SettingsEditor editor, Connection connection, TestCalls calls, AuditLog audit) {
    this.pages = pages;
    this.editor = editor;
    this.connection = connection;
    this.calls = calls;
    this.audit = audit;
  }

  public void register(RoutesConfig routes) {
    routes.get(PATH, ctx -> show(ctx, null, false));
    routes.post(PATH + "/settings", this::save);
    routes.post(PATH + "/reset", this::reset);
    routes.post(PATH + "/secrets", this::addSecret);
    routes.post(PATH + "/secrets/retire", this::retireSecret);
    routes.post(PATH + "/test", ctx -> pages.goOn(ctx, PATH, connection.test()));
    routes.post(PATH + "/subscribe", this::subscribe);
    routes.post(PATH + "/call", this::call);
  }

  private void show(Context ctx, @Nullable MediaToken token, boolean shown) {
    IntegrationsView view =
        new IntegrationsView(
            editor.view(),
            Requests.origin(ctx) + "/api/phone/webhook",
            calls.isReady(),
            calls.serverUrl(),
            token,
            shown);
    pages.show(ctx, "integrations/page.jte", Section.INTEGRATIONS, view);
  }

  /** An empty field for a secret keeps it, since nobody can see what is in it. */
  private void save(Context ctx) {
    String key = field(ctx, "api_key");
    boolean remove = ctx.formParam("remove_key") != null;
    Secret secret = remove ? Secret.of("") : key.isEmpty() ? null : Secret.of(key);
    SettingsChange change =
        new SettingsChange(field(ctx, "workspace_id"), secret, field(ctx, "base_url"));
    change(
        ctx,
        "settings.saved",
        "",
        () -> {
          editor.save(change);
          return Flash.good(editor.view().enabled() ? "settings.saved_on" : "settings.saved_off");
        });
  }

  private void reset(Context ctx) {
    change(
        ctx,
        "settings.reset",
        "",
        () -> {
          editor.reset();
          return Flash.good("settings.reset");
        });
  }

  private void addSecret(Context ctx) {
    Secret secret = Secret.of(field(ctx, "secret"));
    change(
        ctx, "secret.added", "", () -> Flash.good("secret.added", editor.addWebhookSecret(secret)));
  }

  private void retireSecret(Context ctx) {
    String id = field(ctx, "id");
    change(
        ctx,
        "secret.retired",
        id,
        () ->
            editor.retireWebhookSecret(id)
                ? Flash.good("secret.retired", id)
                : Flash.bad("secret.unknown"));
  }

  /** Notes what was done only: what was not may be anything that somebody typed. */
  private void change(Context ctx, String action, String subject, Supplier<Flash> change) {
    Flash message;
    try {
      message = change.get();
    } catch (SettingsRefusedException e) {
      message = Flash.bad("settings.refused", e.reason());
    }
    if (message.kind() == Flash.Kind.GOOD) {
      audit.note(ctx, action, subject);
    }
    pages.goOn(ctx, PATH, message);
  }

  private void subscribe(Context ctx) {
    boolean withSecret = ctx.formParam("with_secret") != null;
    change(
        ctx, "webhook.subscribed", "", () -> connection.subscribe(field(ctx, "url"), withSecret));
  }

  /** A token is in the answer only if somebody asked to see one. */
  private void call(Context ctx) {
    MediaToken token = calls.issue().orElse(null);
    if (token == null) {
      pages.goOn(ctx, PATH, Flash.bad("call_test.off"));
      return;
    }
    audit.note(ctx, "call_test.issued", "");
    show(ctx, token, ctx.formParam("show") != null);
  }

  private static String field(Context ctx, String name) {
    return Objects.requireNonNullElse(ctx.formParam(name), "").strip();
  }
}
