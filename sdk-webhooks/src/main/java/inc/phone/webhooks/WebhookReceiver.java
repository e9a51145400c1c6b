package inc.phone.webhooks;

import inc.phone.internal.crypto.Sha256;
import inc.phone.internal.json.UnreadableJsonException;
import inc.phone.model.CallSource;
import inc.phone.model.EventType;
import inc.phone.number.CallParty;
import inc.phone.number.E164;
import inc.phone.number.NumberNormalizer;
import inc.phone.settings.SettingsSource;
import inc.phone.webhooks.IngestTicket.Outcome;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.signature.SignatureVerifier;
import inc.phone.webhooks.signature.SignatureVerifier.Rejected;
import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.DataCare;
import inc.phone.webhooks.spi.Quarantine;
import inc.phone.webhooks.spi.QuarantineEntry;
import inc.phone.webhooks.spi.QuarantinedBody;
import inc.phone.webhooks.spi.Telemetry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
 * moment share a commit. Customers and branches are looked up and listeners told after the answer;
 * see {@link CustomerMatcher}, {@link BranchMatcher} and {@link
 * WebhookReceiverBuilder#listener(ListenerSpec, inc.phone.webhooks.spi.CallEventListener)}.
 *
 * @since 0.1.0
 */
public final class WebhookReceiver implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookReceiver.class);

  /** A call that so many others write at once has worse trouble than this delivery. */
  private static final int MAX_ROUNDS = 100;

  private static final SignatureVerifier.Result OWN = new SignatureVerifier.Verified("own");

  private static final int REPLAY_PAGE = CallQueries.MAX_LIMIT;

  private final SignatureVerifier verifier;
  private final @Nullable SettingsSource settings;
  private final CallStore store;
  private final @Nullable CallQueries queries;
  private final NumberNormalizer normalizer;
  private final Quarantine quarantine;
  private final IngestQueues ingest;
  private final Aftermath aftermath;
  private final @Nullable DataCaretaker caretaker;
  private final CallSweeper sweeper;
  private final WebhookFormat format;
  private final String source;
  private final int maxBodyBytes;
  private final Clock clock;
  private final Observer observer;

  WebhookReceiver(WebhookReceiverBuilder builder) {
    this.store = Objects.requireNonNull(builder.store, "store(...) is required");
    this.queries = builder.queriesOrStore(store);
    this.normalizer = builder.normalizer;
    this.verifier = Objects.requireNonNull(builder.verifier, "verifier(...) is required");
    this.settings = builder.settings;
    DataCare care = builder.dataCareOrStore(store);
    Erasures erasures = builder.erasures(store, care);
    GuardedStore guarded = new GuardedStore(store, erasures);
    this.quarantine = new GuardedQuarantine(builder.quarantineOrStore(store), erasures);
    this.source = builder.source;
    this.format = builder.format;
    this.maxBodyBytes = builder.maxBodyBytes;
    this.clock = builder.clock;
    this.observer = new Observer(builder.telemetry, builder.nanoTickerOrClock());
    this.aftermath = new Aftermath(builder, store, guarded, observer, MAX_ROUNDS);
    this.caretaker =
        care == null
            ? null
            : new DataCaretaker(source, store, care, quarantine, erasures, normalizer, clock);
    CallMerge merge = new CallMerge(this::partyNumber, aftermath.plan());
    this.ingest =
        new IngestQueues(
            store.commitsAtOnce(),
            builder.queueCapacity,
            new IngestRound(guarded, merge, MAX_ROUNDS, aftermath::committed, observer),
            observer);
    this.sweeper = new CallSweeper(source, queries, this::ingest, clock);
    aftermath.start();
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
    WebhookResponse response = handle(request, verifier);
    if (response == WebhookResponse.UNAVAILABLE) {
      observer.tell(Telemetry::unavailable);
    }
    return response;
  }

  /**
   * Handles a body that the host itself made, in this receiver's format: the entry of a journal of
   * its own, an import. Nothing is verified, so nothing that came over a network may get here;
   * everything else is as for a delivery, the off switch included. What it says of a call that
   * deliveries tell of too is merged with theirs.
   *
   * @param body the body
   * @return what a delivery would be answered, never null
   */
  public WebhookResponse receiveUnverified(byte[] body) {
    return handle(WebhookRequest.of(null, Map.of(), body), request -> OWN);
  }

  private WebhookResponse handle(WebhookRequest request, SignatureVerifier verifier) {
    try {
      if (!enabled()) {
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
      event = format.read(body, receivedAt);
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
    String sha256 = HexFormat.of().formatHex(Sha256.of(body));
    quarantine.put(new QuarantinedBody(source, sha256, receivedAt, reason, body));
    LOG.atWarn()
        .addKeyValue("sha256", sha256)
        .addKeyValue("reason", reason)
        .log("delivery is in quarantine");
    observer.tell(Telemetry::quarantined);
    return WebhookResponse.QUARANTINED;
  }

  /**
   * Tries all bodies in quarantine again, page by page, the newest first: after an upgrade that can
   * read them, or after the store was changed to take them. What is stored leaves the quarantine.
   *
   * @return what became of them
   * @throws RuntimeException whatever the quarantine throws
   */
  public QuarantineReplay replayQuarantine() {
    int accepted = 0;
    int duplicate = 0;
    int kept = 0;
    List<QuarantineEntry> page;
    QuarantineEntry after = null;
    do {
      page = quarantine.list(source, after, REPLAY_PAGE);
      for (QuarantineEntry entry : page) {
        after = entry;
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
    } while (page.size() == REPLAY_PAGE);
    return new QuarantineReplay(accepted, duplicate, kept);
  }

  private Outcome replay(QuarantinedBody item) {
    try {
      // Judged by the time it came, so that the event is the one it would have been then.
      return ingest(format.read(item.body(), item.receivedAt()), item.receivedAt());
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
    return aftermath.matcher();
  }

  /**
   * Prunes, erases and exports what is stored of this receiver's source.
   *
   * @return the caretaker of this receiver
   * @throws IllegalStateException if the receiver was built without data care
   */
  public DataCaretaker dataCare() {
    if (caretaker == null) {
      throw new IllegalStateException(
          "dataCare needs dataCare(...), or a store that implements DataCare");
    }
    return caretaker;
  }

  /**
   * Catches up on branches.
   *
   * @return the branch matcher of this receiver
   */
  public BranchMatcher branches() {
    return aftermath.branches();
  }

  /**
   * Ends calls that nothing else ever ends.
   *
   * @return the sweeper of this receiver
   */
  public CallSweeper sweeper() {
    return sweeper;
  }

  /**
   * Makes a reconciler, which stores what the deliveries missed. Does no input or output; make one
   * and keep it, or make one for each run.
   *
   * @param calls where recent calls and voicemails are listed, such as {@code
   *     PhoneIncClient.recentCalls()}
   * @param subscribed the types of event that webhooks are subscribed to, as others would be news
   *     that no webhook ever tells; none for all that can be concluded
   * @return the reconciler of this receiver
   */
  public CallReconciler reconciler(CallSource calls, EventType... subscribed) {
    Objects.requireNonNull(calls, "calls");
    MissedEvents missed = new MissedEvents(Set.copyOf(List.of(subscribed)));
    return new CallReconciler(
        calls,
        () ->
            new ReconcileRun(
                source,
                store,
                queries,
                this::ingest,
                clock,
                missed,
                new VoicemailLinks(this::partyNumber)),
        this::enabled);
  }

  private boolean enabled() {
    return settings == null || settings.load().enabled();
  }

  private Optional<E164> partyNumber(@Nullable String party) {
    return CallParty.of(party, normalizer).number();
  }

  /**
   * Shows deliveries that were given up.
   *
   * @return the deliveries of this receiver
   * @throws IllegalStateException if its store is no {@link inc.phone.webhooks.spi.DeliveryStore}
   */
  public Deliveries deliveries() {
    return aftermath.deliveries();
  }

  /**
   * Starts no more lookups and deliveries, and waits for those that run, up to {@link
   * DeliveryOptions.Builder#closeTimeout}. What is left is in the store, for other nodes and for
   * the next start. Events that come in meanwhile are still stored. The store, the executor and
   * everything else that was passed in stays open. May be called twice.
   */
  @Override
  public void close() {
    aftermath.close();
  }

  private static String reasonOf(UnreadableJsonException e) {
    return Objects.requireNonNullElse(e.getMessage(), "unreadable");
  }
}
