package inc.phone.webhooks;

import inc.phone.internal.json.UnreadableJsonException;
import inc.phone.number.CallParty;
import inc.phone.number.NumberNormalizer;
import inc.phone.settings.SettingsSource;
import inc.phone.webhooks.IngestTicket.Outcome;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.signature.SignatureVerifier;
import inc.phone.webhooks.signature.SignatureVerifier.Rejected;
import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.Quarantine;
import inc.phone.webhooks.spi.QuarantineEntry;
import inc.phone.webhooks.spi.QuarantinedBody;
import inc.phone.webhooks.spi.Telemetry;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole road of a delivery: authenticate the exact bytes, read the event, merge it into its
 * call, commit, and only then say 200.
 *
 * <ol>
 *   <li>Switched off by its settings: 503, and nothing is looked at.
 *   <li>Longer than the limit: 413, before any work is spent on it.
 *   <li>Not authentic: 401, the same for every reason.
 *   <li>Authentic but unreadable, or refused by the store for its content: kept raw in quarantine
 *       and answered 200, because the sender would only repeat it and then switch the endpoint off.
 *   <li>Stored, or known already: 200. The event is durable then, as far as the store promises it.
 *   <li>The store is in trouble, its answer is ambiguous, or the queue is full: 503. The sender's
 *       retry finds out; nothing is assumed here.
 * </ol>
 *
 * <p>No request makes {@link #receive} throw. Thread-safe; share one per endpoint. Calls of one
 * moment share a commit. Customers and branches are looked up after the answer; see {@link
 * CustomerMatcher} and {@link BranchMatcher}.
 *
 * @since 0.1.0
 */
public final class WebhookReceiver implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookReceiver.class);

  /** A call that so many others write at once has worse trouble than this delivery. */
  private static final int MAX_ROUNDS = 100;

  private static final int REPLAY_PAGE = CallQueries.MAX_LIMIT;

  private final SignatureVerifier verifier;
  private final @Nullable SettingsSource settings;
  private final Quarantine quarantine;
  private final IngestQueue ingest;
  private final CustomerMatcher matcher;
  private final BranchMatcher branches;
  private final String source;
  private final int maxBodyBytes;
  private final Clock clock;
  private final Observer observer;

  WebhookReceiver(WebhookReceiverBuilder builder) {
    CallStore store = Objects.requireNonNull(builder.store, "store(...) is required");
    this.verifier = Objects.requireNonNull(builder.verifier, "verifier(...) is required");
    this.settings = builder.settings;
    this.quarantine = builder.quarantineOrStore(store);
    this.source = builder.source;
    this.maxBodyBytes = builder.maxBodyBytes;
    this.clock = builder.clock;
    this.observer = new Observer(builder.telemetry, builder.nanoTickerOrClock());
    CallUpdate update = new CallUpdate(store, MAX_ROUNDS);
    CallQueries queries = builder.queriesOrStore(store);
    this.matcher =
        new CustomerMatcher(source, store, queries, builder.lookup, update, builder.executor);
    this.branches =
        new BranchMatcher(
            source, store, queries, builder.branches, update, clock, builder.executor);
    NumberNormalizer normalizer = builder.normalizer;
    CallMerge merge = new CallMerge(party -> CallParty.of(party, normalizer).number());
    this.ingest =
        new IngestQueue(
            builder.queueCapacity,
            new IngestRound(store, merge, MAX_ROUNDS, this::written, observer),
            observer);
  }

  private void written(CallRecord call) {
    matcher.enqueue(call);
    branches.enqueue(call);
  }

  /**
   * Starts a receiver.
   *
   * @return a builder with every default set; {@code verifier} and {@code store} are required
   */
  public static WebhookReceiverBuilder builder() {
    return new WebhookReceiverBuilder();
  }

  /**
   * Handles one delivery.
   *
   * <p>Blocks until the event is durable or refused. An interrupt ends the wait with 503 and stays
   * set on the thread.
   *
   * @param request the request as it came
   * @return what to answer, never null
   */
  public WebhookResponse receive(WebhookRequest request) {
    observer.tell(telemetry -> telemetry.received(request.body().length));
    WebhookResponse response = handle(request);
    if (response == WebhookResponse.UNAVAILABLE) {
      observer.tell(Telemetry::unavailable);
    }
    return response;
  }

  private WebhookResponse handle(WebhookRequest request) {
    try {
      if (settings != null && !settings.load().enabled()) {
        return WebhookResponse.UNAVAILABLE;
      }
      if (request.body().length > maxBodyBytes) {
        return WebhookResponse.TOO_LARGE;
      }
      if (verifier.verify(request) instanceof Rejected rejected) {
        LOG.atInfo().addKeyValue("reason", rejected.reason()).log("delivery is not authentic");
        observer.tell(telemetry -> telemetry.rejected(rejected.reason()));
        return WebhookResponse.UNAUTHORIZED;
      }
      Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
      return accept(request.body(), receivedAt);
    } catch (RuntimeException | Error e) {
      // A store, a quarantine, settings or a verifier of the host's: nothing is known to be kept.
      LOG.atWarn()
          .addKeyValue("failure", Failure.of(e))
          .log("delivery could not be handled; the sender is asked to retry");
      LOG.debug("delivery could not be handled", e);
      return WebhookResponse.UNAVAILABLE;
    }
  }

  private WebhookResponse accept(byte[] body, Instant receivedAt) {
    PhoneEvent event;
    try {
      event = EventParser.parse(body, receivedAt);
    } catch (UnreadableJsonException e) {
      return quarantine(body, receivedAt, reasonOf(e));
    }
    return switch (ingest(event, receivedAt)) {
      case ACCEPTED -> WebhookResponse.ACCEPTED;
      case DUPLICATE -> WebhookResponse.DUPLICATE;
      case REFUSED -> quarantine(body, receivedAt, "refused by the store");
      case UNAVAILABLE -> WebhookResponse.UNAVAILABLE;
    };
  }

  private Outcome ingest(PhoneEvent event, Instant receivedAt) {
    CallKey key =
        event.call() == null
            ? CallKey.withoutCall(source, event.id())
            : new CallKey(source, event.call().id());
    return ingest.submit(new IngestTicket(key, event, receivedAt));
  }

  private WebhookResponse quarantine(byte[] body, Instant receivedAt, String reason) {
    String sha256 = HexFormat.of().formatHex(sha256(body));
    quarantine.put(new QuarantinedBody(source, sha256, receivedAt, reason, body));
    LOG.atWarn()
        .addKeyValue("sha256", sha256)
        .addKeyValue("reason", reason)
        .log("delivery is in quarantine");
    observer.tell(Telemetry::quarantined);
    return WebhookResponse.QUARANTINED;
  }

  /**
   * Tries the bodies in quarantine again, the newest {@value #REPLAY_PAGE} of them: after an
   * upgrade that can read them, or after the store was changed to take them. What is stored leaves
   * the quarantine.
   *
   * @return what became of them
   * @throws RuntimeException whatever the quarantine throws
   */
  public QuarantineReplay replayQuarantine() {
    int accepted = 0;
    int duplicate = 0;
    int kept = 0;
    for (QuarantineEntry entry : quarantine.list(source, REPLAY_PAGE)) {
      Optional<QuarantinedBody> item = quarantine.find(source, entry.sha256());
      if (item.isEmpty()) {
        continue; // somebody else replayed it
      }
      Outcome outcome = replay(item.get());
      switch (outcome) {
        case ACCEPTED -> accepted++;
        case DUPLICATE -> duplicate++;
        case REFUSED, UNAVAILABLE -> kept++;
      }
      if (outcome == Outcome.ACCEPTED || outcome == Outcome.DUPLICATE) {
        quarantine.remove(source, entry.sha256());
      }
    }
    return new QuarantineReplay(accepted, duplicate, kept);
  }

  private Outcome replay(QuarantinedBody item) {
    try {
      // Judged by the time it came, so that the event is the one it would have been then.
      return ingest(EventParser.parse(item.body(), item.receivedAt()), item.receivedAt());
    } catch (UnreadableJsonException e) {
      return Outcome.REFUSED;
    }
  }

  /**
   * Assigns customers by hand and catches up on lookups.
   *
   * @return the matcher of this receiver
   */
  public CustomerMatcher matcher() {
    return matcher;
  }

  /**
   * Catches up on branches.
   *
   * @return the branch matcher of this receiver
   */
  public BranchMatcher branches() {
    return branches;
  }

  /**
   * Stops starting lookups; calls that wait for one stay pending. The store, the executor and
   * everything else that was passed in stays open. May be called twice.
   */
  @Override
  public void close() {
    matcher.close();
    branches.close();
  }

  private static String reasonOf(UnreadableJsonException e) {
    return Objects.requireNonNullElse(e.getMessage(), "unreadable");
  }

  private static byte[] sha256(byte[] body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
