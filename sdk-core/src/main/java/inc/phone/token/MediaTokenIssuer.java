package inc.phone.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.crypto.HmacSha256;
import inc.phone.internal.crypto.Jwt;
import inc.phone.internal.crypto.JwtVerifier;
import inc.phone.internal.json.StrictJson;
import inc.phone.settings.IntegrationSettings;
import inc.phone.settings.Secret;
import inc.phone.settings.SettingsSource;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes LiveKit access tokens (HS256) that end soon.
 *
 * <p>No token lives longer than {@link #MAX_LIFETIME}, whatever is configured or asked for.
 * Immutable and thread-safe; {@link #toString()} shows the API key's id and no secret.
 *
 * @since 0.1.0
 */
public final class MediaTokenIssuer {
  /** The longest any token lives. */
  public static final Duration MAX_LIFETIME = Duration.ofMinutes(15);

  /** The longest a token lives, if nothing else is configured. */
  public static final Duration DEFAULT_MAX_LIFETIME = Duration.ofMinutes(5);

  /** How long the token of a test call lives. */
  public static final Duration TEST_CALL_LIFETIME = Duration.ofMinutes(2);

  private static final String TEST_CALL = "admin-test-call";
  private static final int RANDOM_BYTES = 16;

  private final String apiKey;
  private final HmacSha256 key;
  private final MediaTokenVerifier verifier;
  private final SettingsSource settings;
  private final Duration maxLifetime;
  private final @Nullable String testCallAgent;
  private final Clock clock;
  private final SecureRandom random;

  private MediaTokenIssuer(Builder builder) {
    this.apiKey = builder.apiKey;
    this.key = new HmacSha256(JwtVerifier.key(apiKey, builder.apiSecret.reveal()));
    this.verifier = new MediaTokenVerifier(Map.of(apiKey, builder.apiSecret), builder.clock);
    this.settings = builder.settings;
    this.maxLifetime = builder.maxLifetime;
    this.testCallAgent = builder.testCallAgent;
    this.clock = builder.clock;
    this.random = builder.random;
  }

  /**
   * Starts with LiveKit's credentials.
   *
   * @param apiKey the id of the API key ({@code iss} of the tokens)
   * @param apiSecret its secret, 32 to 64 bytes of UTF-8, used as it is and not base64-decoded
   * @return a new builder
   */
  public static Builder builder(String apiKey, Secret apiSecret) {
    return new Builder(apiKey, apiSecret);
  }

  /**
   * Makes a token for the browser of an administrator who tries the phone: two minutes, microphone
   * and hearing only, no data, no administration. Room and identity are random and hold no phone
   * number.
   *
   * @param workspaceId the workspace that asks
   * @return the token; empty, and nothing is signed, if the integration is off or its workspace is
   *     another one: answer 403
   */
  public Optional<MediaToken> adminTestCall(String workspaceId) {
    IntegrationSettings current = settings.load();
    if (!current.enabled() || !current.workspaceId().equals(workspaceId)) {
      return Optional.empty();
    }
    String call = randomHex();
    MediaAccess.Builder access =
        MediaAccess.builder()
            .identity(TEST_CALL + ":" + call)
            .name("Admin test call")
            .metadata(StrictJson.newObject().put("workspace", workspaceId).toString())
            .attribute("purpose", TEST_CALL)
            .joinRoom("admin-test-" + call)
            .publish(MediaSource.MICROPHONE)
            .subscribe();
    if (testCallAgent != null) {
      access.dispatchAgent(testCallAgent, "");
    }
    Duration lifetime =
        TEST_CALL_LIFETIME.compareTo(maxLifetime) < 0 ? TEST_CALL_LIFETIME : maxLifetime;
    return Optional.of(issue(access.build(), lifetime));
  }

  /**
   * Makes any other token. Who may have it is for the caller to decide, before asking.
   *
   * @param access what it allows
   * @param lifetime how long it can be used from now, in whole seconds, at least one
   * @return the token
   * @throws IllegalArgumentException if the lifetime is out of range, or the token too long
   */
  public MediaToken issue(MediaAccess access, Duration lifetime) {
    if (lifetime.toSeconds() < 1 || lifetime.compareTo(maxLifetime) > 0) {
      throw new IllegalArgumentException(
          "lifetime must be PT1S to " + maxLifetime + ", was " + lifetime);
    }
    ObjectNode claims = Jwt.claims(apiKey, clock.instant(), lifetime);
    claims.setAll(access.claims());
    return new MediaToken(Jwt.sign(key, claims), claims);
  }

  /**
   * A verifier of what this issuer makes, by the same clock.
   *
   * @return a thread-safe verifier
   */
  public MediaTokenVerifier verifier() {
    return verifier;
  }

  @Override
  public String toString() {
    return "MediaTokenIssuer[" + apiKey + "]";
  }

  private String randomHex() {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * Collects options. Not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder {
    private final String apiKey;
    private final Secret apiSecret;
    private SettingsSource settings = SettingsSource.fixed(IntegrationSettings.builder().build());
    private Duration maxLifetime = DEFAULT_MAX_LIFETIME;
    private @Nullable String testCallAgent;
    private Clock clock = Clock.systemUTC();
    private SecureRandom random = new SecureRandom();

    private Builder(String apiKey, Secret apiSecret) {
      this.apiKey = Objects.requireNonNull(apiKey, "apiKey");
      this.apiSecret = Objects.requireNonNull(apiSecret, "apiSecret");
    }

    /**
     * Which workspace may have test calls; asked each time. Default: settings that are off, so that
     * none may.
     *
     * @param source the settings
     * @return this builder
     */
    public Builder settings(SettingsSource source) {
      this.settings = Objects.requireNonNull(source, "settings");
      return this;
    }

    /**
     * The longest a token lives. Default: five minutes.
     *
     * @param time one second to {@link MediaTokenIssuer#MAX_LIFETIME}
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder maxLifetime(Duration time) {
      if (time.toSeconds() < 1 || time.compareTo(MAX_LIFETIME) > 0) {
        throw new IllegalArgumentException(
            "maxLifetime must be PT1S to " + MAX_LIFETIME + ", was " + time);
      }
      this.maxLifetime = time;
      return this;
    }

    /**
     * The agent that answers test calls. Default: none is sent; a rule on the server may send one.
     *
     * @param agentName the agent's name
     * @return this builder
     */
    public Builder testCallAgent(String agentName) {
      this.testCallAgent = Objects.requireNonNull(agentName, "testCallAgent");
      return this;
    }

    /**
     * The clock that tokens count from. Default: the system's.
     *
     * @param source the clock
     * @return this builder
     */
    public Builder clock(Clock source) {
      this.clock = Objects.requireNonNull(source, "clock");
      return this;
    }

    /**
     * Where names of rooms and identities come from. Default: the platform's secure randomness.
     *
     * @param source the randomness
     * @return this builder
     */
    public Builder random(SecureRandom source) {
      this.random = Objects.requireNonNull(source, "random");
      return this;
    }

    /**
     * The issuer with these options.
     *
     * @return an immutable issuer
     * @throws IllegalArgumentException if key or secret cannot be used; the message does not repeat
     *     the secret
     */
    public MediaTokenIssuer build() {
      return new MediaTokenIssuer(this);
    }
  }
}
