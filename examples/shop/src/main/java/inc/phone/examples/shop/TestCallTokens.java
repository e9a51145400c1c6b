package inc.phone.examples.shop;

import inc.phone.examples.shop.pages.integrations.TestCalls;
import inc.phone.settings.SettingsSource;
import inc.phone.token.MediaToken;
import inc.phone.token.MediaTokenIssuer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tokens with which the browser of somebody of the shop's staff tries the phone. Thread-safe. */
final class TestCallTokens implements TestCalls {
  private final SettingsSource settings;
  private final String url;
  private final @Nullable MediaTokenIssuer issuer;

  TestCallTokens(SettingsSource settings, LiveKitConfig liveKit) {
    this.settings = settings;
    this.url = liveKit.url();
    this.issuer =
        url.isEmpty() || !liveKit.hasKey()
            ? null
            : MediaTokenIssuer.builder(liveKit.apiKey(), liveKit.apiSecret())
                .settings(settings)
                .build();
  }

  @Override
  public boolean isReady() {
    return issuer != null;
  }

  @Override
  public String serverUrl() {
    return url;
  }

  @Override
  public Optional<MediaToken> issue() {
    return issue(settings.load().workspaceId());
  }

  /** A token for a workspace, or empty if it is another one or nothing is set up. */
  Optional<MediaToken> issue(String workspace) {
    return issuer == null ? Optional.empty() : issuer.adminTestCall(workspace);
  }
}
