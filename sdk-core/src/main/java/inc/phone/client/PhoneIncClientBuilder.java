package inc.phone.client;

import static java.util.Objects.requireNonNull;

import inc.phone.client.wire.ApiKeyWire;
import inc.phone.client.wire.BearerWire;
import inc.phone.client.wire.DeadlineWire;
import inc.phone.client.wire.HeaderText;
import inc.phone.client.wire.LoggingWire;
import inc.phone.client.wire.RetryRules;
import inc.phone.client.wire.RetryWire;
import inc.phone.client.wire.SystemTicker;
import inc.phone.client.wire.Ticker;
import inc.phone.client.wire.Timer;
import inc.phone.client.wire.Wire;
import inc.phone.internal.json.StrictJson;
import inc.phone.settings.Secret;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Collects the options of a {@link PhoneIncClient}. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class PhoneIncClientBuilder {
  private static final String DEFAULT_BASE_URL = "https://app.phone.inc";
  private static final Duration MAX_TIME = Duration.ofHours(24);
  private static final int MAX_RETRIES = 10;
  private static final int MIN_RESPONSE_BYTES = 1_024;

  private final @Nullable Connections shared;
  private @Nullable Secret apiKey;
  private @Nullable TokenSource tokenSource;
  private String baseUrl = DEFAULT_BASE_URL;
  private Duration connectTimeout = Duration.ofSeconds(5);
  private Duration readTimeout = Duration.ofSeconds(15);
  private Duration deadline = Duration.ofSeconds(30);
  private RetryRules retries =
      new RetryRules(
          2, Duration.ofMillis(500), Duration.ofSeconds(8), Duration.ofSeconds(20), false);
  private int maxResponseBytes = StrictJson.MAX_ANSWER_BYTES;
  private @Nullable OkHttpClient httpClient;
  private Clock clock = Clock.systemUTC();
  private Ticker ticker = new SystemTicker();
  private Timer timer = Timer.system();
  private DoubleSupplier jitter = new SecureRandom()::nextDouble;

  PhoneIncClientBuilder() {
    this.shared = null;
  }

  PhoneIncClientBuilder(PhoneIncClientBuilder other, @Nullable Connections shared) {
    this.shared = shared;
    this.apiKey = other.apiKey;
    this.tokenSource = other.tokenSource;
    this.baseUrl = other.baseUrl;
    this.connectTimeout = other.connectTimeout;
    this.readTimeout = other.readTimeout;
    this.deadline = other.deadline;
    this.retries = other.retries;
    this.maxResponseBytes = other.maxResponseBytes;
    this.clock = other.clock;
    this.ticker = other.ticker;
    this.timer = other.timer;
    this.jitter = other.jitter;
  }

  /**
   * Sets the API key, sent in {@code X-Api-Key}. This or {@link #tokenSource} is required; setting
   * one replaces the other.
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
    if (!HeaderText.isUsable(key.reveal())) {
      throw new IllegalArgumentException(
          "apiKey must be visible ASCII without spaces or line ends, and not empty");
    }
    this.apiKey = key;
    this.tokenSource = null;
    return this;
  }

  /**
   * Sets where bearer tokens come from, sent in {@code Authorization}. This or {@link #apiKey} is
   * required; setting one replaces the other.
   *
   * @param source gives a token for each attempt; not closed by the client
   * @return this builder
   */
  public PhoneIncClientBuilder tokenSource(TokenSource source) {
    this.tokenSource = source;
    this.apiKey = null;
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
   * Sets how long a whole call may take, from the method's start to the last byte of the answer,
   * with all its attempts and waits. When it is over the call fails with a {@link
   * DeadlineException}.
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
   * Sets how often a request may be sent again.
   *
   * @param retries 0 to 10, 0 for never; default 2
   * @return this builder
   * @throws IllegalArgumentException if it is out of range
   */
  public PhoneIncClientBuilder maxRetries(int retries) {
    if (retries < 0 || retries > MAX_RETRIES) {
      throw new IllegalArgumentException(
          "maxRetries must be 0 to " + MAX_RETRIES + ", is " + retries);
    }
    this.retries = this.retries.withMaxRetries(retries);
    return this;
  }

  /**
   * Sets the waits between attempts. Each is a random part of a bound that doubles from attempt to
   * attempt.
   *
   * @param first the first bound, more than zero, at most a day; default 500 ms
   * @param longest where the doubling ends, not less than {@code first}; default 8 s
   * @return this builder
   * @throws IllegalArgumentException if one is out of range
   */
  public PhoneIncClientBuilder retryDelays(Duration first, Duration longest) {
    requireTime("first", first);
    requireTime("longest", longest);
    if (longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "longest must not be less than first, is " + longest + " and " + first);
    }
    this.retries = retries.withDelays(first, longest);
    return this;
  }

  /**
   * Sets the longest wait that a server's {@code Retry-After} may cause. If it asks for more, the
   * call fails at once and the exception tells how much; nothing ever waits for it.
   *
   * @param longest more than zero, at most a day; default 20 s
   * @return this builder
   * @throws IllegalArgumentException if it is out of range
   */
  public PhoneIncClientBuilder longestRetryAfter(Duration longest) {
    this.retries = retries.withLongestRetryAfter(requireTime("longestRetryAfter", longest));
    return this;
  }

  /**
   * Sets whether a request that writes is sent again although it may have taken effect, which can
   * do a thing twice. The vendor documents no idempotency keys that would prevent it.
   *
   * @param resend default false
   * @return this builder
   */
  public PhoneIncClientBuilder resendWrites(boolean resend) {
    this.retries = retries.withResendWrites(resend);
    return this;
  }

  /**
   * Sets the longest answer, after decompression; a longer one is an {@link
   * UnreadableResponseException}.
   *
   * @param bytes 1 KiB to 32 MiB; default 32 MiB, since some lists come without pages
   * @return this builder
   * @throws IllegalArgumentException if it is out of range
   */
  public PhoneIncClientBuilder maxResponseBytes(int bytes) {
    if (bytes < MIN_RESPONSE_BYTES || bytes > StrictJson.MAX_ANSWER_BYTES) {
      throw new IllegalArgumentException(
          "maxResponseBytes must be "
              + MIN_RESPONSE_BYTES
              + " to "
              + StrictJson.MAX_ANSWER_BYTES
              + ", is "
              + bytes);
    }
    this.maxResponseBytes = bytes;
    return this;
  }

  /**
   * Sets the clock that reads the dates in {@code Retry-After}.
   *
   * @param clock default the system's, in UTC
   * @return this builder
   */
  public PhoneIncClientBuilder clock(Clock clock) {
    this.clock = clock;
    return this;
  }

  /**
   * Uses the host's own HTTP client: its proxy, TLS settings, interceptors, connections and
   * threads. Its settings for timeouts and redirects are replaced by those of this builder. It sees
   * the credential, and it is never closed by ours.
   *
   * @param client default one of our own
   * @return this builder
   */
  @SuppressWarnings("exports") // the one escape hatch; who uses it requires okhttp3 anyway
  public PhoneIncClientBuilder httpClient(OkHttpClient client) {
    this.httpClient = client;
    return this;
  }

  /** For tests: what passes time and what chance decides. */
  PhoneIncClientBuilder ambient(Ticker ticker, Timer timer, DoubleSupplier jitter) {
    this.ticker = ticker;
    this.timer = timer;
    this.jitter = jitter;
    return this;
  }

  /**
   * Makes the client. Nothing is sent and no connection is opened yet.
   *
   * @return an immutable client, to be closed when it is no longer needed
   * @throws IllegalStateException if there is no credential, or no OkHttp 5 at run time
   */
  public PhoneIncClient build() {
    if (apiKey == null && tokenSource == null) {
      throw new IllegalStateException(
          "a client needs a credential: call apiKey(...) or tokenSource(...)");
    }
    Connections inherited = httpClient == null ? shared : null;
    Connections connections = inherited != null ? inherited : Connections.open(httpClient);
    Executor executor = connections.executor();
    Wire wire = connections.wire(baseUrl, connectTimeout, readTimeout, maxResponseBytes);
    wire = authorized(new LoggingWire(wire, ticker), executor);
    wire = new RetryWire(wire, retries, deadline, timer, executor, ticker, clock, jitter);
    wire = new DeadlineWire(wire, timer, executor, ticker, deadline);
    return new PhoneIncClient(
        new PhoneIncClientBuilder(this, null),
        connections,
        inherited == null,
        new Api(wire, headers(), clock, ticker, connections::requireOpen));
  }

  private Wire authorized(Wire wire, Executor executor) {
    return apiKey != null
        ? new ApiKeyWire(wire, apiKey)
        : new BearerWire(wire, requireNonNull(tokenSource)::token, executor);
  }

  private static Map<String, String> headers() {
    return Map.of("Accept", "application/json", "User-Agent", UserAgent.TEXT);
  }

  private static Duration requireTime(String option, Duration time) {
    if (time.isZero() || time.isNegative() || time.compareTo(MAX_TIME) > 0) {
      throw new IllegalArgumentException(
          option + " must be more than zero and at most 24 hours, is " + time);
    }
    return time;
  }
}
