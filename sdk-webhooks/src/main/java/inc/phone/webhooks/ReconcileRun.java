package inc.phone.webhooks;

import inc.phone.internal.json.UnreadableJsonException;
import inc.phone.model.Call;
import inc.phone.model.CallSource;
import inc.phone.model.Voicemail;
import inc.phone.webhooks.IngestTicket.Outcome;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallProjection;
import inc.phone.webhooks.call.VoicemailRecord;
import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.Page;
import inc.phone.webhooks.spi.StoredCall;
import inc.phone.webhooks.spi.VoicemailFilter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One run of a {@link CallReconciler}. Not thread-safe. */
final class ReconcileRun {
  static final int MAX_LISTED = 50_000;
  static final int MAX_FAILED_IN_A_ROW = 8;

  /** How many calls are looked up at once to see what is known of them. */
  private static final int BATCH = IngestQueue.MAX_BATCH;

  private final ReconcileTally tally = new ReconcileTally();
  private final Map<CallKey, List<byte[]>> batch = new LinkedHashMap<>();
  private final String tenant;
  private final CallStore store;
  private final @Nullable CallQueries queries;
  private final BiFunction<PhoneEvent, Instant, Outcome> ingest;
  private final Clock clock;
  private final MissedEvents missed;
  private final VoicemailLinks links;

  ReconcileRun(
      String tenant,
      CallStore store,
      @Nullable CallQueries queries,
      BiFunction<PhoneEvent, Instant, Outcome> ingest,
      Clock clock,
      MissedEvents missed,
      VoicemailLinks links) {
    this.tenant = tenant;
    this.store = store;
    this.queries = queries;
    this.ingest = ingest;
    this.clock = clock;
    this.missed = missed;
    this.links = links;
  }

  ReconcileTally tally() {
    return tally;
  }

  void reconcile(CallSource source, Instant since) {
    calls(source, since);
    List<Voicemail> voicemails = voicemails(source, since);
    linkStored(since);
    for (Voicemail voicemail : voicemails) {
      Optional<Call> call = links.callOf(voicemail);
      if (call.isPresent()) {
        add(call.get(), missed.of(call.get(), voicemail));
      } else {
        tally.unlinkedVoicemails.add(voicemail.id());
      }
    }
    for (Call call : links.lost(since, clock.instant().minus(VoicemailLinks.LONGEST))) {
      add(call, missed.lost(call));
    }
    flush();
  }

  /** A voicemail after that time may be of a call before it. */
  private void calls(CallSource source, Instant since) {
    Instant earlier = since.minus(VoicemailLinks.LONGEST);
    pages(
        cursor -> source.calls(earlier, cursor),
        calls -> {
          for (Call call : calls) {
            links.add(call);
            if (isSince(since, call.startedAt())) {
              add(call, missed.of(call));
            }
          }
          flush();
          tally.calls += calls.size();
          requireLimit("calls", tally.calls);
        });
  }

  private List<Voicemail> voicemails(CallSource source, Instant since) {
    List<Voicemail> recent = new ArrayList<>();
    pages(
        cursor -> source.voicemails(since, cursor),
        voicemails -> {
          for (Voicemail voicemail : voicemails) {
            if (isSince(since, voicemail.createdAt())) {
              recent.add(voicemail);
            }
          }
          tally.voicemails += voicemails.size();
          requireLimit("voicemails", tally.voicemails);
        });
    return recent;
  }

  private static <T> void pages(
      Function<@Nullable String, CallSource.Page<T>> list, Consumer<List<T>> take) {
    String cursor = null;
    int pages = 0;
    do {
      CallSource.Page<T> page = list.apply(cursor);
      take.accept(page.items());
      requireLimit("pages", ++pages);
      cursor = page.nextCursor();
    } while (cursor != null);
  }

  /** Reads from the store which calls left the voicemails that it knows. */
  private void linkStored(Instant since) {
    if (queries == null) {
      return;
    }
    VoicemailFilter filter = new VoicemailFilter(null, since, null, null, null);
    String cursor = null;
    do {
      Page<VoicemailRecord> page =
          queries.voicemails(tenant, filter, CallQueries.MAX_LIMIT, cursor);
      page.items().forEach(known -> links.addStored(known.voicemailId(), known.call().callId()));
      cursor = page.nextCursor();
    } while (cursor != null);
  }

  private static boolean isSince(Instant since, @Nullable Instant time) {
    return time != null && !time.isBefore(since);
  }

  private static void requireLimit(String what, int listed) {
    if (listed > MAX_LISTED) {
      throw new IllegalStateException(
          "a run takes " + MAX_LISTED + " " + what + ", listed were " + listed);
    }
  }

  private void add(Call call, List<byte[]> bodies) {
    batch.computeIfAbsent(new CallKey(tenant, call.id()), key -> new ArrayList<>()).addAll(bodies);
    if (batch.size() >= BATCH) {
      flush();
    }
  }

  private void flush() {
    List<StoredCall> stored = store.load(List.copyOf(batch.keySet()));
    if (stored.size() != batch.size()) {
      throw new IllegalStateException("the store did not answer for every key");
    }
    for (StoredCall call : stored) {
      store(call, batch.getOrDefault(call.key(), List.of()));
    }
    batch.clear();
  }

  private void store(StoredCall stored, List<byte[]> bodies) {
    CallProjection known = decode(stored);
    boolean emptied = stored.version() > 0 && stored.isEmpty();
    if (emptied || (known != null && (known.hasIdsOfSender() || known.hasForgotten()))) {
      tally.skippedCalls++;
      return;
    }
    Instant now = clock.instant();
    for (byte[] body : bodies) {
      tally.count(store(known, body, now));
      if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("the thread was interrupted");
      }
      if (tally.failedInARow >= MAX_FAILED_IN_A_ROW) {
        throw new IllegalStateException("events cannot be stored");
      }
    }
  }

  private Outcome store(@Nullable CallProjection known, byte[] body, Instant now) {
    PhoneEvent event;
    try {
      event = EventParser.parse(body, now);
    } catch (UnreadableJsonException e) {
      return Outcome.REFUSED;
    }
    boolean changes =
        known == null
            || switch (known.merge(event)) {
              case NEW, AMENDMENT, CORRECTION -> true;
              case REPEAT, UNCOUNTED -> false;
            };
    return changes ? ingest.apply(event, now) : Outcome.DUPLICATE;
  }

  /** What cannot be decoded fails when it is stored, and is told there. */
  private static @Nullable CallProjection decode(StoredCall stored) {
    try {
      return CallProjection.decode(stored.state());
    } catch (RuntimeException e) {
      return null;
    }
  }
}
