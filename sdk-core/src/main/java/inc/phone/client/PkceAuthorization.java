package inc.phone.client;

import inc.phone.settings.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The first step of the OAuth login with PKCE, for products that act for other companies: the URL
 * to send the browser to, and the two values to keep until it comes back.
 *
 * <p>Path and parameters of the URL are documented by the vendor. How to exchange the code that
 * comes back ({@code /oauth/token}) is not, so it is left to the host; its tokens go to a {@link
 * TokenSource}. Make a new one for every login. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class PkceAuthorization {
  private static final int RANDOM_BYTES = 32;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final String url;
  private final Secret codeVerifier;
  private final Secret state;

  private PkceAuthorization(
      String baseUrl, String clientId, String redirectUri, SecureRandom random) {
    this.codeVerifier = randomText(random);
    this.state = randomText(random);
    this.url =
        baseUrl
            + "/oauth/authorize?response_type=code&client_id="
            + Urls.encode(clientId)
            + "&redirect_uri="
            + Urls.encode(redirectUri)
            + "&scope=api&state="
            + state.reveal()
            + "&code_challenge="
            + challenge(codeVerifier)
            + "&code_challenge_method=S256";
  }

  /**
   * Starts a login.
   *
   * @param clientId the id that the vendor gave to the app; not blank
   * @param redirectUri where the browser comes back to, as registered: absolute, without fragment
   * @return new random values and their URL
   * @throws IllegalArgumentException if an argument is unusable
   */
  public static PkceAuthorization start(String clientId, String redirectUri) {
    return start("https://app.phone.inc", clientId, redirectUri, new SecureRandom());
  }

  static PkceAuthorization start(
      String baseUrl, String clientId, String redirectUri, SecureRandom random) {
    if (clientId.isBlank()) {
      throw new IllegalArgumentException("clientId must not be blank");
    }
    try {
      URI uri = new URI(redirectUri);
      if (!uri.isAbsolute() || uri.getRawFragment() != null) {
        throw new IllegalArgumentException("redirectUri must be absolute and have no fragment");
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "redirectUri must be a URI; it breaks at position " + e.getIndex());
    }
    return new PkceAuthorization(baseUrl, clientId, redirectUri, random);
  }

  /**
   * Where to send the browser.
   *
   * @return the URL
   */
  public String url() {
    return url;
  }

  /**
   * What proves, when the code is exchanged, that the same program started the login.
   *
   * @return the code verifier, 43 characters
   */
  public Secret codeVerifier() {
    return codeVerifier;
  }

  /**
   * What the browser must bring back, so that nobody else's login is taken for this one.
   *
   * @return the state, 43 characters
   */
  public Secret state() {
    return state;
  }

  private static Secret randomText(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return Secret.of(BASE64.encodeToString(bytes));
  }

  private static String challenge(Secret verifier) {
    try {
      byte[] text = verifier.reveal().getBytes(StandardCharsets.US_ASCII);
      return BASE64.encodeToString(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
