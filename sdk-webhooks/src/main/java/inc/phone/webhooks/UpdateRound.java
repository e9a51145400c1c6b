package inc.phone.webhooks;

import inc.phone.number.E164;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallProjection;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.DeliveryChange;
import inc.phone.webhooks.spi.OutcomeUnknownException;
import inc.phone.webhooks.spi.StoredCall;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One load and one commit for changes of different calls; each of them stands alone. */
final class UpdateRound {
  private final GuardedStore store;
  private final DeliveryPlan plan;
  private final Consumer<CallChange> written;
  private final int maxRounds;

  /**
   * @param written told of every change that was written; must not block
   */
  UpdateRound(GuardedStore store, DeliveryPlan plan, Consumer<CallChange> written, int maxRounds) {
    this.store = store;
    this.plan = plan;
    this.written = written;
    this.maxRounds = maxRounds;
  }

  /** Runs the round; what lost a race is not done then. */
  void run(List<UpdateTicket> batch) {
    try {
      load(batch);
      Map<UpdateTicket, CallChange> changes = new LinkedHashMap<>();
      for (UpdateTicket ticket : batch) {
        CallChange change = change(ticket);
        if (change != null) {
          changes.put(ticket, change);
        }
      }
      if (!changes.isEmpty()) {
        commit(changes);
      }
    } catch (RuntimeException | Error e) {
      for (UpdateTicket ticket : batch) {
        if (!ticket.isDone()) {
          ticket.failed(
              batch.size() == 1
                  ? e
                  : new OutcomeUnknownException("a commit that updates share failed", e));
        }
      }
    }
  }

  private void load(List<UpdateTicket> batch) {
    List<UpdateTicket> unseen = batch.stream().filter(ticket -> ticket.base() == null).toList();
    if (unseen.isEmpty()) {
      return;
    }
    List<CallKey> keys = unseen.stream().map(UpdateTicket::key).toList();
    List<StoredCall> calls = store.load(keys);
    for (int i = 0; i < unseen.size(); i++) {
      unseen.get(i).loaded(calls.get(i));
    }
  }

  /** What is to be committed; null if nothing is. What cannot be read fails alone. */
  private @Nullable CallChange change(UpdateTicket ticket) {
    StoredCall stored = Objects.requireNonNull(ticket.base(), "base");
    if (stored.isEmpty()) {
      ticket.done(false);
      return null;
    }
    try {
      CallProjection projection = CallProjection.decode(stored.state());
      CallRecord before = CallRecord.of(stored.key(), projection);
      Optional<E164> numberBefore = projection.numberToLookUp();
      ticket.apply(projection);
      long version = stored.version() + 1;
      DeliveryChange deliveries = plan.ofCustomer(version, before, numberBefore, projection);
      byte[] state = projection.encode();
      if (Arrays.equals(state, stored.state())) {
        ticket.done(true);
        return null;
      }
      CallRecord call = CallRecord.of(stored.key(), projection);
      return new CallChange(stored.version(), state, call, List.of(), deliveries);
    } catch (RuntimeException e) {
      ticket.failed(e);
      return null;
    }
  }

  private void commit(Map<UpdateTicket, CallChange> changes) {
    List<UpdateTicket> tickets = List.copyOf(changes.keySet());
    List<GuardedStore.Result> results = store.commit(List.copyOf(changes.values()));
    for (int i = 0; i < tickets.size(); i++) {
      UpdateTicket ticket = tickets.get(i);
      switch (results.get(i)) {
        case WRITTEN -> {
          ticket.done(true);
          written.accept(Objects.requireNonNull(changes.get(ticket), "change"));
        }
        case ERASED -> ticket.done(false);
        case REFUSED ->
            ticket.failed(
                new IllegalArgumentException("the store refuses this change of " + ticket.key()));
        case STALE -> {
          if (ticket.lostRace() >= maxRounds) {
            ticket.failed(
                new OutcomeUnknownException(
                    "lost the race for a call " + maxRounds + " times", null));
          }
        }
      }
    }
  }
}
