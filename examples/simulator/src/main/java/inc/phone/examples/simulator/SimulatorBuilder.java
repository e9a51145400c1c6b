package inc.phone.examples.simulator;

import inc.phone.examples.simulator.delivery.Courier;
import inc.phone.examples.simulator.delivery.Dials;
import inc.phone.examples.simulator.delivery.ProgressListener;
import inc.phone.examples.simulator.delivery.RetryRule;
import inc.phone.examples.simulator.delivery.Timer;
import inc.phone.examples.simulator.delivery.Transport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Options of a {@link PhoneIncSimulator}. Not thread-safe; used once. */
public final class SimulatorBuilder {
  /** The API key, if no other is set. */
  public static final String DEFAULT_API_KEY = "phk_simulatorsimulatorsimulator";

  /** The signing secret, if no other is set. */
  public static final String DEFAULT_SECRET = "simulator-secret";

  String host = "127.0.0.1";
  int port = 9090;
  String apiKey = DEFAULT_API_KEY;
  String secret = DEFAULT_SECRET;
  long seed = 1;
  Instant epoch = Instant.parse("2026-05-15T08:00:00Z");
  Clock clock = Clock.systemUTC();
  Duration pace = Duration.ofMillis(20);
  int connections = 8;
  Duration answerTimeout = Duration.ofSeconds(10);
  @Nullable Timer timer;
  @Nullable Transport transport;

  private Dials dials = Dials.calm();
  private Duration retryWait = Duration.ofSeconds(1);
  private ProgressListener listener = soFar -> {};

  SimulatorBuilder() {}

  /**
   * The address to listen on. Default 127.0.0.1: the simulator is for one machine.
   *
   * @param value a name or address
   * @return this
   */
  public SimulatorBuilder host(String value) {
    host = value;
    return this;
  }

  /**
   * The port to listen on. Default 9090.
   *
   * @param value 0 for any that is free
   * @return this
   */
  public SimulatorBuilder port(int value) {
    port = value;
    return this;
  }

  /**
   * The key that requests must carry. Default {@value #DEFAULT_API_KEY}.
   *
   * @param value the key
   * @return this
   */
  public SimulatorBuilder apiKey(String value) {
    apiKey = value;
    return this;
  }

  /**
   * The secret of the HMAC-SHA256 signature in {@code X-Phone-Inc-Signature}. Default {@value
   * #DEFAULT_SECRET}. The vendor documents no signature; receivers that expect a token in the URL
   * subscribe with such a URL.
   *
   * @param value 8 to 64 bytes
   * @return this
   */
  public SimulatorBuilder secret(String value) {
    secret = value;
    return this;
  }

  /**
   * Decides everything. Default 1.
   *
   * @param value any number
   * @return this
   */
  public SimulatorBuilder seed(long value) {
    seed = value;
    return this;
  }

  /**
   * How much trouble there is. Default {@link Dials#calm()}.
   *
   * @param value the dials
   * @return this
   */
  public SimulatorBuilder dials(Dials value) {
    dials = value;
    return this;
  }

  /**
   * The time between two calls, and between two events of a call. Default 20 ms. What the events
   * say is independent of it.
   *
   * @param value 0 for all at once
   * @return this
   */
  public SimulatorBuilder pace(Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException("pace must not be negative, is " + value);
    }
    pace = value;
    return this;
  }

  /**
   * The wait before the first retry; each of the five is twice as long as the one before. Default 1
   * s: 31 s in all.
   *
   * @param value positive
   * @return this
   */
  public SimulatorBuilder retryWait(Duration value) {
    retryWait = value;
    return this;
  }

  /**
   * When the first call begins, in the times that events tell. Default 2026-05-15T08:00:00Z,
   * whatever the time is, so that bodies depend on the seed alone.
   *
   * @param value in whole seconds
   * @return this
   */
  public SimulatorBuilder epoch(Instant value) {
    epoch = value;
    return this;
  }

  /**
   * How many deliveries are under way at once. Default 8.
   *
   * @param value at least 1
   * @return this
   */
  public SimulatorBuilder connections(int value) {
    connections = value;
    return this;
  }

  /**
   * How long an answer may take before the delivery counts as failed. Default 10 s.
   *
   * @param value positive
   * @return this
   */
  public SimulatorBuilder answerTimeout(Duration value) {
    answerTimeout = value;
    return this;
  }

  /**
   * Is told of progress. Default: nobody.
   *
   * @param value the listener
   * @return this
   */
  public SimulatorBuilder progress(ProgressListener value) {
    listener = value;
    return this;
  }

  /**
   * Tells when subscriptions are created and changed. Default: the system's clock.
   *
   * @param value the clock
   * @return this
   */
  public SimulatorBuilder clock(Clock value) {
    clock = value;
    return this;
  }

  /**
   * Runs what is to be done later. Default: a daemon thread of the simulator's.
   *
   * @param value the timer, which the caller closes
   * @return this
   */
  public SimulatorBuilder timer(Timer value) {
    timer = value;
    return this;
  }

  /**
   * Sends deliveries. Default: HTTP.
   *
   * @param value the transport, which the caller closes
   * @return this
   */
  public SimulatorBuilder transport(Transport value) {
    transport = value;
    return this;
  }

  /**
   * Starts the simulator.
   *
   * @return running; the caller closes it
   * @throws IllegalArgumentException if an option cannot be used
   */
  public PhoneIncSimulator start() {
    return new PhoneIncSimulator(this);
  }

  Courier.Setting courier() {
    return new Courier.Setting(seed, dials, new RetryRule(retryWait), pace, listener);
  }
}
