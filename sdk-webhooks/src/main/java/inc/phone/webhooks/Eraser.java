package inc.phone.webhooks;

import inc.phone.number.E164;
import inc.phone.number.NumberNormalizer;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.DataCare;
import inc.phone.webhooks.spi.DataSubject;
import inc.phone.webhooks.spi.EventChange;
import inc.phone.webhooks.spi.Quarantine;
import inc.phone.webhooks.spi.QuarantineEntry;
import inc.phone.webhooks.spi.QuarantinedBody;
import inc.phone.webhooks.spi.StoredCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases the calls of one subject. In an order that can be broken off anywhere and begun again:
 *
 * <ol>
 *   <li>The mark of the subject, so that nothing new comes in.
 *   <li>Page by page: what mentions these calls elsewhere, as long as their ids are known; then the
 *       marks of the calls; then the calls.
 * </ol>
 */
final class Eraser {
  private static final Logger LOG = LoggerFactory.getLogger(Eraser.class);

  /** Each page of calls looks once through everything that cannot be searched by column. */
  private static final int PAGE = 100;

  private final String source;
  private final CallStore store;
  private final DataCare care;
  private final Quarantine quarantine;
  private final Erasures erasures;
  private final NumberNormalizer normalizer;

  Eraser(
      String source,
      CallStore store,
      DataCare care,
      Quarantine quarantine,
      Erasures erasures,
      NumberNormalizer normalizer) {
    this.source = source;
    this.store = store;
    this.care = care;
    this.quarantine = quarantine;
    this.erasures = erasures;
    this.normalizer = normalizer;
  }

  Erased erase(DataSubject subject, Instant now) {
    erasures.begin(source, subject, now);
    int calls = 0;
    int events = 0;
    int bodies = 0;
    List<CallKey> page;
    String after = null;
    do {
      page = care.callsOf(source, subject, after, PAGE);
      Mentions mentions = mentions(subject, page);
      events += eraseEventsWithoutCall(mentions);
      bodies += eraseQuarantined(mentions);
      erasures.erase(page);
      calls += page.size();
      after = page.isEmpty() ? null : page.get(page.size() - 1).callId();
    } while (page.size() == PAGE);
    return new Erased(calls, events, bodies);
  }

  private Mentions mentions(DataSubject subject, List<CallKey> page) {
    Set<E164> numbers = new HashSet<>();
    if (subject.number() != null) {
      numbers.add(subject.number());
    } else if (!page.isEmpty()) {
      store.load(page).forEach(stored -> number(stored).ifPresent(numbers::add));
    }
    Set<String> callIds = page.stream().map(CallKey::callId).collect(Collectors.toSet());
    return new Mentions(numbers, callIds, normalizer);
  }

  private static Optional<E164> number(StoredCall stored) {
    try {
      return Optional.ofNullable(stored.toRecord().partyNumber()).map(E164::of);
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("failure", Failure.of(e))
          .log("a call that is erased cannot be read; bodies with its number may stay");
      return Optional.empty();
    }
  }

  private int eraseEventsWithoutCall(Mentions mentions) {
    int erased = 0;
    List<CallKey> page;
    String after = null;
    do {
      page = care.withoutCall(source, after, PAGE);
      List<CallKey> found = new ArrayList<>();
      for (CallKey key : page) {
        after = key.callId();
        if (care.rawEvents(key, null, 1).stream().map(EventChange::body).anyMatch(mentions::in)) {
          found.add(key);
        }
      }
      erasures.erase(found);
      erased += found.size();
    } while (page.size() == PAGE);
    return erased;
  }

  private int eraseQuarantined(Mentions mentions) {
    int erased = 0;
    List<QuarantineEntry> page;
    @Nullable QuarantineEntry after = null;
    do {
      page = quarantine.list(source, after, PAGE);
      for (QuarantineEntry entry : page) {
        after = entry;
        Optional<QuarantinedBody> found = quarantine.find(source, entry.sha256());
        if (found.map(QuarantinedBody::body).filter(mentions::in).isPresent()) {
          erasures.erase(source, entry.sha256());
          quarantine.remove(source, entry.sha256());
          erased++;
        }
      }
    } while (page.size() == PAGE);
    return erased;
  }
}
