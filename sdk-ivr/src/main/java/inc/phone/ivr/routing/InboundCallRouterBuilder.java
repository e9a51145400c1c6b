package inc.phone.ivr.routing;

import inc.phone.number.NumberNormalizer;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Collects the parts of an {@link InboundCallRouter}. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class InboundCallRouterBuilder {
  private static final Duration SHORTEST_DEADLINE = Duration.ofMillis(10);
  private static final Duration LONGEST_DEADLINE = Duration.ofSeconds(10);

  @Nullable NumberDirectory directory;
  @Nullable LeadRegistry leads;
  @Nullable CallJournal journal;
  @Nullable Executor executor;
  @Nullable Scheduler scheduler;
  RoutingObserver observer = RoutingObserver.NONE;
  NumberNormalizer numbers = NumberNormalizer.forRegion("DK");
  Clock clock = Clock.systemUTC();
  String systemAgent = "telephony-agent";
  Duration deadline = Duration.ofMillis(500);
  int maxInFlight = 32;
  int maxOpenCalls = 1_000;
  int maxAttempts = 12;

  InboundCallRouterBuilder() {}

  /**
   * The host's numbers. Default: none, and every call goes to the system's agent.
   *
   * @param value the directory
   * @return this builder
   */
  public InboundCallRouterBuilder directory(NumberDirectory value) {
    this.directory = Objects.requireNonNull(value, "directory");
    return this;
  }

  /**
   * Where callers become leads. Default: nowhere.
   *
   * @param value the registry
   * @return this builder
   */
  public InboundCallRouterBuilder leads(LeadRegistry value) {
    this.leads = Objects.requireNonNull(value, "leads");
    return this;
  }

  /**
   * Where calls are logged. Default: nowhere.
   *
   * @param value the journal
   * @return this builder
   */
  public InboundCallRouterBuilder journal(CallJournal value) {
    this.journal = Objects.requireNonNull(value, "journal");
    return this;
  }

  /**
   * Where directory, leads and journal are called. Required; it should have three times as many
   * threads as {@link #maxInFlight}, or be unbounded, since that many calls may hang. Not closed.
   *
   * @param value the executor
   * @return this builder
   */
  public InboundCallRouterBuilder executor(Executor value) {
    this.executor = Objects.requireNonNull(value, "executor");
    return this;
  }

  /**
   * What keeps deadlines and delays. Required. Not closed.
   *
   * @param value the scheduler
   * @return this builder
   */
  public InboundCallRouterBuilder scheduler(Scheduler value) {
    this.scheduler = Objects.requireNonNull(value, "scheduler");
    return this;
  }

  /**
   * Who is told what did not work. Default: nobody, but a line in the log.
   *
   * @param value the observer
   * @return this builder
   */
  public InboundCallRouterBuilder observer(RoutingObserver value) {
    this.observer = Objects.requireNonNull(value, "observer");
    return this;
  }

  /**
   * The region of numbers without country code. Default: {@code DK}.
   *
   * @param region ISO 3166 alpha-2
   * @return this builder
   * @throws IllegalArgumentException if there is no such region
   */
  public InboundCallRouterBuilder defaultRegion(String region) {
    this.numbers = NumberNormalizer.forRegion(region);
    return this;
  }

  /**
   * Says when calls come in. Default: the system's clock, UTC.
   *
   * @param value the clock
   * @return this builder
   */
  public InboundCallRouterBuilder clock(Clock value) {
    this.clock = Objects.requireNonNull(value, "clock");
    return this;
  }

  /**
   * The agent of calls that have no other. Default: {@code telephony-agent}.
   *
   * @param name its name
   * @return this builder
   * @throws IllegalArgumentException if it is blank
   */
  public InboundCallRouterBuilder systemAgent(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("systemAgent must not be blank");
    }
    this.systemAgent = name;
    return this;
  }

  /**
   * How long a caller waits for an answer at most. Default: 500 ms.
   *
   * @param value 10 ms to 10 s
   * @return this builder
   * @throws IllegalArgumentException if it is out of range
   */
  public InboundCallRouterBuilder deadline(Duration value) {
    if (value.compareTo(SHORTEST_DEADLINE) < 0 || value.compareTo(LONGEST_DEADLINE) > 0) {
      throw new IllegalArgumentException("deadline must be 10 ms to 10 s, was " + value);
    }
    this.deadline = value;
    return this;
  }

  /**
   * How many calls to the directory may be under way at once; as many again to the leads, and to
   * the journal. One that hangs keeps its place until it returns; without a place a call is
   * answered without that part. Default: 32.
   *
   * @param value 1 to 1,024
   * @return this builder
   * @throws IllegalArgumentException if it is out of range
   */
  public InboundCallRouterBuilder maxInFlight(int value) {
    this.maxInFlight = inRange("maxInFlight", value, 1_024);
    return this;
  }

  /**
   * How many calls may be worked on or wait for a repair. Beyond that, calls are answered like all
   * others, but what is not done for them by then is told as abandoned. Default: 1,000.
   *
   * @param value 1 to 100,000
   * @return this builder
   * @throws IllegalArgumentException if it is out of range
   */
  public InboundCallRouterBuilder maxOpenCalls(int value) {
    this.maxOpenCalls = inRange("maxOpenCalls", value, 100_000);
    return this;
  }

  /**
   * How often a step is tried before it is abandoned. Default: 12, which is about six minutes.
   *
   * @param value 1 to 100; 1 is no repair at all
   * @return this builder
   * @throws IllegalArgumentException if it is out of range
   */
  public InboundCallRouterBuilder maxAttempts(int value) {
    this.maxAttempts = inRange("maxAttempts", value, 100);
    return this;
  }

  /**
   * Makes the router. Does no input or output.
   *
   * @return the router
   * @throws NullPointerException if executor or scheduler is missing
   */
  public InboundCallRouter build() {
    return new InboundCallRouter(this);
  }

  private static int inRange(String option, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(option + " must be 1 to " + max + ", was " + value);
    }
    return value;
  }
}
