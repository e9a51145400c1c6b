package inc.phone.webhooks;

import inc.phone.internal.json.StorableText;
import inc.phone.model.EventType;
import inc.phone.number.NumberNormalizer;
import inc.phone.settings.Secret;
import inc.phone.settings.SettingsSource;
import inc.phone.webhooks.DeliveryLanes.Registration;
import inc.phone.webhooks.signature.SignatureVerifier;
import inc.phone.webhooks.spi.BranchResolver;
import inc.phone.webhooks.spi.CallEventListener;
import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.CustomerLookup;
import inc.phone.webhooks.spi.DataCare;
import inc.phone.webhooks.spi.PhoneEventListener;
import inc.phone.webhooks.spi.Quarantine;
import inc.phone.webhooks.spi.Telemetry;
import inc.phone.webhooks.spi.TransactionalListener;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects the parts of a {@link WebhookReceiver}. Not thread-safe.
 *
 * <p>One method per option and its documentation: that is all of its length.
 *
 * @since 0.1.0
 */
public final class WebhookReceiverBuilder {
  /** The region for numbers without a country code, unless customers(...) names another. */
  private static final String DEFAULT_REGION = "DK";

  private static final int DEFAULT_MAX_BODY_BYTES = 4 * 1024 * 1024;
  private static final int DEFAULT_QUEUE_CAPACITY = 1_024;

  @Nullable SignatureVerifier verifier;
  @Nullable CallStore store;
  private @Nullable Quarantine quarantine;
  private @Nullable CallQueries queries;
  private @Nullable DataCare dataCare;
  private @Nullable Secret erasureSecret;
  @Nullable CustomerLookup lookup;
  @Nullable BranchResolver branches;
  @Nullable SettingsSource settings;
  WebhookFormat format = WebhookFormat.PHONE_INC;
  NumberNormalizer normalizer = NumberNormalizer.forRegion(DEFAULT_REGION);
  String source = "default";
  int maxBodyBytes = DEFAULT_MAX_BODY_BYTES;
  int queueCapacity = DEFAULT_QUEUE_CAPACITY;
  Clock clock = Clock.systemUTC();
  @Nullable Executor executor;
  DeliveryOptions delivery = DeliveryOptions.builder().build();
  final List<Registration> listeners = new ArrayList<>();
  Telemetry telemetry = Telemetry.NONE;
  @Nullable LongSupplier nanoTicker;

  WebhookReceiverBuilder() {}

  /**
   * How deliveries are authenticated. Required; there is no way to switch it off.
   *
   * @param value the verifier
   * @return this builder
   */
  public WebhookReceiverBuilder verifier(SignatureVerifier value) {
    this.verifier = Objects.requireNonNull(value, "verifier");
    return this;
  }

  /**
   * Whose events are read. Default: {@link WebhookFormat#PHONE_INC}.
   *
   * @param value the format
   * @return this builder
   */
  public WebhookReceiverBuilder format(WebhookFormat value) {
    this.format = Objects.requireNonNull(value, "format");
    return this;
  }

  /**
   * Where calls are kept. Required; not closed by the receiver.
   *
   * @param value the store; also used as quarantine and for queries if it implements them
   * @return this builder
   */
  public WebhookReceiverBuilder store(CallStore value) {
    this.store = Objects.requireNonNull(value, "store");
    return this;
  }

  /**
   * Where unreadable bodies are kept. Default: the store, if it is a {@link Quarantine} as well.
   *
   * @param value the quarantine; not closed by the receiver
   * @return this builder
   */
  public WebhookReceiverBuilder quarantine(Quarantine value) {
    this.quarantine = Objects.requireNonNull(value, "quarantine");
    return this;
  }

  /**
   * How calls that wait for their lookup are found again. Default: the store, if it implements
   * {@link CallQueries} as well; else {@link CustomerMatcher#matchPending()} and {@link
   * BranchMatcher#resolvePending()} are not available.
   *
   * @param value the queries
   * @return this builder
   */
  public WebhookReceiverBuilder queries(CallQueries value) {
    this.queries = Objects.requireNonNull(value, "queries");
    return this;
  }

  /**
   * How data is pruned, erased and exported. Default: the store, if it implements {@link DataCare}
   * as well; else {@link WebhookReceiver#dataCare()} is not available.
   *
   * @param value data care over the calls of the store
   * @return this builder
   */
  public WebhookReceiverBuilder dataCare(DataCare value) {
    this.dataCare = Objects.requireNonNull(value, "dataCare");
    return this;
  }

  /**
   * The key of the hashes that an erasure leaves. Default: none, so nothing can be erased, and
   * nothing is looked up for it. With one, every commit costs two more reads.
   *
   * <p>Every receiver of a source must have the same one, and keep it: with another one, a retry of
   * an erased event would bring its data back.
   *
   * @param value a secret of at least 32 bytes
   * @return this builder
   */
  public WebhookReceiverBuilder erasureSecret(Secret value) {
    this.erasureSecret = Objects.requireNonNull(value, "erasureSecret");
    return this;
  }

  /**
   * How callers are matched to customers. Default: not at all, calls stay {@code pending}.
   *
   * @param value the host's lookup
   * @param region the region (ISO 3166 alpha-2, e.g. {@code DK}) of numbers without country code
   * @return this builder
   * @throws IllegalArgumentException if there is no such region
   */
  public WebhookReceiverBuilder customers(CustomerLookup value, String region) {
    this.lookup = Objects.requireNonNull(value, "lookup");
    this.normalizer = NumberNormalizer.forRegion(region);
    return this;
  }

  /**
   * How keys become branches, where the sender gives no branch id. Default: not at all; such calls
   * have no branch, and wait for one.
   *
   * @param value the host's resolver
   * @return this builder
   */
  public WebhookReceiverBuilder branches(BranchResolver value) {
    this.branches = Objects.requireNonNull(value, "branches");
    return this;
  }

  /**
   * The off switch: while the settings are not enabled, every delivery is answered 503. Default:
   * always on. Asked for every delivery, so it should answer from memory.
   *
   * @param value the settings
   * @return this builder
   */
  public WebhookReceiverBuilder settings(SettingsSource value) {
    this.settings = Objects.requireNonNull(value, "settings");
    return this;
  }

  /**
   * The tenant or workspace of this endpoint; part of every key. Default: {@code default}.
   *
   * @param value the source, 1 to 128 printable characters
   * @return this builder
   * @throws IllegalArgumentException if it is anything else
   */
  public WebhookReceiverBuilder source(String value) {
    if (!StorableText.isId(value)) {
      throw new IllegalArgumentException(
          "source must be 1 to "
              + StorableText.MAX_ID_CODE_POINTS
              + " printable characters, has "
              + value.length());
    }
    this.source = value;
    return this;
  }

  /**
   * The longest body in bytes. Default and maximum: 4 MiB. Longer ones are answered 413.
   *
   * @param value the limit, from 1
   * @return this builder
   * @throws IllegalArgumentException if it is out of range
   */
  public WebhookReceiverBuilder maxBodyBytes(int value) {
    this.maxBodyBytes = inRange("maxBodyBytes", value, DEFAULT_MAX_BODY_BYTES);
    return this;
  }

  /**
   * How many deliveries may wait for a commit. Default: 1,024. Further ones are answered 503.
   *
   * @param value the limit, 1 to 65,536
   * @return this builder
   * @throws IllegalArgumentException if it is out of range
   */
  public WebhookReceiverBuilder queueCapacity(int value) {
    this.queueCapacity = inRange("queueCapacity", value, 65_536);
    return this;
  }

  /**
   * The clock for times of receipt. Default: the system's, UTC.
   *
   * @param value the clock
   * @return this builder
   */
  public WebhookReceiverBuilder clock(Clock value) {
    this.clock = Objects.requireNonNull(value, "clock");
    return this;
  }

  /**
   * A listener for one type of event, from now on. It is told in order within a call and at least
   * once; see {@link CallEventListener}. Needs a store that is a {@link
   * inc.phone.webhooks.spi.DeliveryStore}.
   *
   * @param name its durable name; see {@link ListenerSpec#named}
   * @param type the type
   * @param value the listener
   * @return this builder
   * @throws IllegalArgumentException if the name is not allowed or taken
   */
  public WebhookReceiverBuilder listener(String name, EventType type, PhoneEventListener value) {
    return listener(ListenerSpec.named(name).types(type), value);
  }

  /**
   * A listener for all events, unknown types included, from now on.
   *
   * @param name its durable name; see {@link ListenerSpec#named}
   * @param value the listener
   * @return this builder
   * @throws IllegalArgumentException if the name is not allowed or taken
   */
  public WebhookReceiverBuilder listener(String name, PhoneEventListener value) {
    return listener(ListenerSpec.named(name), value);
  }

  /**
   * A listener for several types, from a given time, or with another number of lanes.
   *
   * @param spec its name and what it wants
   * @param value the listener
   * @return this builder
   * @throws IllegalArgumentException if the name is taken
   */
  public WebhookReceiverBuilder listener(ListenerSpec spec, PhoneEventListener value) {
    Objects.requireNonNull(value, "listener");
    return listener(spec, (CallEventListener) (event, call, context) -> value.onEvent(event, call));
  }

  /**
   * A listener that is also told of each delivery's id, fencing token and attempt, and when a
   * customer becomes known.
   *
   * @param spec its name and what it wants
   * @param value the listener
   * @return this builder
   * @throws IllegalArgumentException if the name is taken
   */
  public WebhookReceiverBuilder listener(ListenerSpec spec, CallEventListener value) {
    return add(spec, Teller.plain(Objects.requireNonNull(value, "listener")));
  }

  /**
   * A listener that writes in the store's own transactions: exactly once. Needs a store that is a
   * {@link inc.phone.webhooks.spi.TransactionalDeliveryStore}.
   *
   * @param spec its name and what it wants
   * @param value the listener
   * @return this builder
   * @throws IllegalArgumentException if the name is taken
   */
  public WebhookReceiverBuilder listener(ListenerSpec spec, TransactionalListener value) {
    Objects.requireNonNull(value, "listener");
    return add(spec, Teller.transactional(spec.name(), value));
  }

  private WebhookReceiverBuilder add(ListenerSpec spec, Teller.Maker teller) {
    if (listeners.stream().anyMatch(known -> known.spec().name().equals(spec.name()))) {
      throw new IllegalArgumentException("there are two listeners with the name " + spec.name());
    }
    listeners.add(new Registration(spec, teller));
    return this;
  }

  /**
   * How listeners are told: order, retries, leases. Default: all of {@link DeliveryOptions}.
   *
   * @param value the options
   * @return this builder
   */
  public WebhookReceiverBuilder delivery(DeliveryOptions value) {
    this.delivery = Objects.requireNonNull(value, "delivery");
    return this;
  }

  /**
   * Where lookups of customers and branches run, and listeners; one thread is enough, but a
   * listener that blocks then keeps all others waiting. Default: daemon threads of the receiver's
   * own, as many as its lanes, made when first needed; for a store that keeps no deliveries, the
   * common pool. Not shut down by the receiver.
   *
   * @param value the executor
   * @return this builder
   */
  public WebhookReceiverBuilder executor(Executor value) {
    this.executor = Objects.requireNonNull(value, "executor");
    return this;
  }

  /**
   * Who is told what happens. Default: nobody.
   *
   * @param value the host's counters and timings
   * @return this builder
   */
  public WebhookReceiverBuilder telemetry(Telemetry value) {
    this.telemetry = Objects.requireNonNull(value, "telemetry");
    return this;
  }

  /**
   * What measures how long a commit takes, for the telemetry. Default: the clock, which somebody
   * may set; {@code System::nanoTime} is better.
   *
   * @param value nanoseconds since some moment, never going back
   * @return this builder
   */
  public WebhookReceiverBuilder nanoTicker(LongSupplier value) {
    this.nanoTicker = Objects.requireNonNull(value, "nanoTicker");
    return this;
  }

  /**
   * Makes the receiver. Does no input or output itself; if there are listeners or a lookup, and the
   * store keeps deliveries, its executor soon begins with what is due there.
   *
   * @return the receiver
   * @throws NullPointerException if verifier or store is missing
   * @throws IllegalArgumentException if no quarantine was given and the store is none, if the store
   *     cannot keep what a listener needs, or if the secret for erasures is too short or there is
   *     no data care
   */
  public WebhookReceiver build() {
    return new WebhookReceiver(this);
  }

  LongSupplier nanoTickerOrClock() {
    return nanoTicker != null
        ? nanoTicker
        : () -> ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
  }

  Quarantine quarantineOrStore(CallStore calls) {
    if (quarantine != null) {
      return quarantine;
    }
    if (calls instanceof Quarantine own) {
      return own;
    }
    throw new IllegalArgumentException(
        "quarantine(...) is required, because "
            + calls.getClass().getSimpleName()
            + " does not implement Quarantine");
  }

  @Nullable DataCare dataCareOrStore(CallStore calls) {
    return dataCare == null && calls instanceof DataCare own ? own : dataCare;
  }

  @Nullable Erasures erasures(CallStore calls, @Nullable DataCare care) {
    if (erasureSecret == null) {
      return null;
    }
    if (care == null) {
      throw new IllegalArgumentException(
          "erasureSecret(...) needs dataCare(...), because "
              + calls.getClass().getSimpleName()
              + " does not implement DataCare");
    }
    return new Erasures(new ErasureMarks(erasureSecret), calls, care, normalizer);
  }

  @Nullable CallQueries queriesOrStore(CallStore calls) {
    return queries == null && calls instanceof CallQueries own ? own : queries;
  }

  private static int inRange(String option, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(option + " must be 1 to " + max + ", was " + value);
    }
    return value;
  }
}
