package inc.phone.examples.shop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.settings.SettingsSource;
import inc.phone.token.MediaToken;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Optional;

/** A short-lived token for the browser of somebody of the shop's staff who tries the phone. */
final class TokenRoutes {
  private static final String PATH = "/api/phone/token";
  private static final String PURPOSE = "admin-test-call";
  private static final String NO_LIVEKIT =
      "LIVEKIT_URL, LIVEKIT_API_KEY or LIVEKIT_API_SECRET is not set";
  private static final int MAX_BODY_BYTES = 64 * 1024;

  private final SettingsSource settings;
  private final TestCallTokens tokens;
  private final Handler admin;
  private final BodyReader bodies = new BodyReader(MAX_BODY_BYTES);

  TokenRoutes(SettingsSource settings, TestCallTokens tokens, Handler admin) {
    this.settings = settings;
    this.tokens = tokens;
    this.admin = admin;
  }

  void register(RoutesConfig routes) {
    routes.before(PATH, admin);
    routes.post(PATH, this::issue);
  }

  private void issue(Context ctx) {
    if (!tokens.isReady()) {
      Answers.health(ctx, List.of(NO_LIVEKIT));
      return;
    }
    Optional<byte[]> body = bodies.read(ctx.req());
    if (body.isEmpty()) {
      Answers.tooLarge(ctx);
      return;
    }
    String workspace = workspace(Answers.readObject(body.get(), "{\"purpose\": text}"));
    Optional<MediaToken> token = tokens.issue(workspace);
    if (token.isEmpty()) {
      Answers.error(ctx, 403, "another workspace");
      return;
    }
    ctx.header("Cache-Control", "no-store");
    Answers.json(
        ctx,
        201,
        Answers.object()
            .put("server_url", tokens.serverUrl())
            .put("participant_token", token.get().text())
            .put("expires_at", token.get().expiresAt().toString()));
  }

  private String workspace(ObjectNode json) {
    if (!PURPOSE.equals(json.path("purpose").textValue())) {
      throw new BadRequestException("purpose must be " + PURPOSE);
    }
    if (!json.hasNonNull("workspace_id")) {
      return settings.load().workspaceId();
    }
    if (!json.get("workspace_id").isTextual()) {
      throw new BadRequestException("workspace_id must be text");
    }
    return json.get("workspace_id").textValue();
  }
}
