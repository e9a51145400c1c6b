package inc.phone.ivr.routing;

import inc.phone.number.E164;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Everything in a map, for tests and trials. */
final class MemoryLeadRegistry implements LeadRegistry {
  private record Key(String campaignId, E164 number) {}

  private record Entry(Lead lead, Instant began) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, Entry> leads = new HashMap<>(); // guarded by lock

  @Override
  public Lead calling(String campaignId, E164 number, String callId, Instant at) {
    lock.lock();
    try {
      Entry entry =
          leads.merge(
              new Key(campaignId, number),
              new Entry(new Lead(campaignId, number, Lead.Status.CALLING, callId, null), at),
              MemoryLeadRegistry::later);
      return entry.lead();
    } finally {
      lock.unlock();
    }
  }

  private static Entry later(Entry known, Entry now) {
    String callId = now.lead().lastCallId();
    int byId = callId.compareTo(known.lead().lastCallId());
    int byTime = now.began().compareTo(known.began());
    if (byId == 0 || byTime < 0 || (byTime == 0 && byId < 0)) {
      return known;
    }
    return new Entry(
        with(known.lead(), Lead.Status.CALLING, callId, known.lead().lastCallAt()), now.began());
  }

  @Override
  public boolean hungUp(String callId, Instant at) {
    lock.lock();
    try {
      boolean changed = false;
      for (Map.Entry<Key, Entry> place : leads.entrySet()) {
        Lead lead = place.getValue().lead();
        if (lead.lastCallId().equals(callId) && lead.status() == Lead.Status.CALLING) {
          Instant moment = at.truncatedTo(ChronoUnit.MICROS);
          Lead completed = with(lead, Lead.Status.COMPLETED, callId, moment);
          place.setValue(new Entry(completed, place.getValue().began()));
          changed = true;
        }
      }
      return changed;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return leads.size();
    } finally {
      lock.unlock();
    }
  }

  private static Lead with(
      Lead lead, Lead.Status status, String callId, @Nullable Instant lastCallAt) {
    return new Lead(lead.campaignId(), lead.number(), status, callId, lastCallAt);
  }
}
