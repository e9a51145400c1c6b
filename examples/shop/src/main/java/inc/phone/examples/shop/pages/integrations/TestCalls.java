package inc.phone.examples.shop.pages.integrations;

import inc.phone.token.MediaToken;
import java.util.Optional;

/** Lets somebody of the shop's staff try the phone. Called from any thread; does not block long. */
public interface TestCalls {
  /** Whether there is a media server to call. */
  boolean isReady();

  /** Where it is. */
  String serverUrl();

  /** A short-lived token for it, or empty if the integration is off. */
  Optional<MediaToken> issue();
}
