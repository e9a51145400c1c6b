package inc.phone.client;

import inc.phone.client.wire.ApiKeyWire;
import inc.phone.client.wire.DeadlineWire;
import inc.phone.client.wire.Timer;
import inc.phone.client.wire.Wire;
import inc.phone.settings.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects the options of a {@link PhoneIncClient}. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class PhoneIncClientBuilder {
  private static final String DEFAULT_BASE_URL = "https://app.phone.inc";
  private static final Duration MAX_TIME = Duration.ofHours(24);

  private @Nullable Secret apiKey;
  private String baseUrl = DEFAULT_BASE_URL;
  private Duration connectTimeout = Duration.ofSeconds(5);
  private Duration readTimeout = Duration.ofSeconds(15);
  private Duration deadline = Duration.ofSeconds(30);
  private final Clock clock = Clock.systemUTC();
  private final LongSupplier ticker = System::nanoTime;

  PhoneIncClientBuilder() {}

  /**
   * Sets the API key. Required.
   *
   * @param key the key as the dashboard showed it, starting with {@code phk_}; its length is not
   *     checked, since the vendor's own examples differ
   * @return this builder
   * @throws IllegalArgumentException if it is empty or has anything but visible ASCII characters
   */
  public PhoneIncClientBuilder apiKey(String key) {
    return apiKey(Secret.of(key));
  }

  /**
   * Sets the API key, as {@link #apiKey(String)} does.
   *
   * @param key the key
   * @return this builder
   * @throws IllegalArgumentException if it is empty or has anything but visible ASCII characters
   */
  public PhoneIncClientBuilder apiKey(Secret key) {
    this.apiKey = requireHeaderText("apiKey", key);
    return this;
  }

  /**
   * Sets where the API is.
   *
   * @param url the host part, without {@code /api/v1}; default {@code https://app.phone.inc}.
   *     {@code http} is accepted for {@code localhost}, {@code 127.x.x.x} and {@code [::1]} only,
   *     so that developers can use the simulator on their own machine
   * @return this builder
   * @throws IllegalArgumentException if it is anything else, or has user information, a path, a
   *     query or a fragment
   */
  public PhoneIncClientBuilder baseUrl(String url) {
    URI uri = Urls.requireHttps("baseUrl", url);
    String path = uri.getRawPath();
    if (!(path.isEmpty() || path.equals("/")) || uri.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "baseUrl must be the host part only, such as " + DEFAULT_BASE_URL);
    }
    this.baseUrl = uri.getScheme() + "://" + uri.getRawAuthority();
    return this;
  }

  /**
   * Sets how long opening a connection may take.
   *
   * @param timeout more than zero, at most a day; default 5 s
   * @return this builder
   * @throws IllegalArgumentException if it is out of range
   */
  public PhoneIncClientBuilder connectTimeout(Duration timeout) {
    this.connectTimeout = requireTime("connectTimeout", timeout);
    return this;
  }

  /**
   * Sets how long the other side may stay silent, or refuse to take bytes, within one attempt.
   *
   * @param timeout more than zero, at most a day; default 15 s
   * @return this builder
   * @throws IllegalArgumentException if it is out of range
   */
  public PhoneIncClientBuilder readTimeout(Duration timeout) {
    this.readTimeout = requireTime("readTimeout", timeout);
    return this;
  }

  /**
   * Sets how long a whole call may take, from the method's start to the last byte of the answer.
   * When it is over the call fails with a {@link DeadlineException}.
   *
   * @param deadline more than zero, at most a day; default 30 s
   * @return this builder
   * @throws IllegalArgumentException if it is out of range
   */
  public PhoneIncClientBuilder deadline(Duration deadline) {
    this.deadline = requireTime("deadline", deadline);
    return this;
  }

  /**
   * Makes the client. Nothing is sent and no connection is opened yet.
   *
   * @return an immutable client, to be closed when it is no longer needed
   * @throws IllegalStateException if there is no API key, or no OkHttp 5 at run time
   */
  public PhoneIncClient build() {
    if (apiKey == null) {
      throw new IllegalStateException("a client needs a credential: call apiKey(...)");
    }
    Connections connections = Connections.open(null);
    Wire wire = connections.wire(baseUrl, connectTimeout, readTimeout, 4 * 1024 * 1024);
    wire = new ApiKeyWire(wire, apiKey);
    wire = new DeadlineWire(wire, Timer.system(connections.executor()), ticker, deadline);
    Map<String, String> headers =
        Map.of("Accept", "application/json", "User-Agent", "phoneinc-java");
    return new PhoneIncClient(
        connections, new Api(wire, headers, clock, ticker, connections::requireOpen));
  }

  private static Secret requireHeaderText(String option, Secret secret) {
    String text = secret.reveal();
    if (text.isEmpty()) {
      throw new IllegalArgumentException(option + " must not be empty");
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
        throw new IllegalArgumentException(
            option + " must be visible ASCII; the character at position " + i + " is not");
      }
    }
    return secret;
  }

  private static Duration requireTime(String option, Duration time) {
    if (time.isZero() || time.isNegative() || time.compareTo(MAX_TIME) > 0) {
      throw new IllegalArgumentException(
          option + " must be more than zero and at most 24 hours, is " + time);
    }
    return time;
  }
}
