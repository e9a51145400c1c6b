package inc.phone.examples.spring.store;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.StoredCall;
import jakarta.persistence.OptimisticLockException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.DataException;
import org.springframework.stereotype.Component;

/**
 * Keeps calls among this shop's entities. Each method has a session and a transaction of its own,
 * which has ended when it returns. An exception that is not caught here means: nobody knows.
 */
@Component
final class JpaCallStore implements CallStore {
  /** Whoever locks rows in one order cannot deadlock. */
  private static final Comparator<CallChange> LOCK_ORDER =
      Comparator.comparing(change -> change.key().source() + '\n' + change.key().callId());

  private static final String UNIQUE_VIOLATION = "23505";

  private final SessionFactory sessions;

  JpaCallStore(SessionFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public List<StoredCall> load(List<CallKey> keys) {
    List<PhoneCall.Key> ids = keys.stream().map(PhoneCall.Key::of).toList();
    List<PhoneCall> found =
        sessions.fromTransaction(session -> session.byMultipleIds(PhoneCall.class).multiLoad(ids));
    List<StoredCall> calls = new ArrayList<>(keys.size());
    for (CallKey key : keys) {
      PhoneCall call = found.get(calls.size());
      calls.add(
          call == null ? StoredCall.unseen(key) : StoredCall.of(key, call.version, call.state));
    }
    return calls;
  }

  @Override
  public List<CommitResult> commit(List<CallChange> changes) {
    try {
      sessions.inTransaction(
          session -> changes.stream().sorted(LOCK_ORDER).forEach(change -> write(session, change)));
      return Collections.nCopies(changes.size(), CommitResult.WRITTEN);
    } catch (OptimisticLockException e) {
      return eachAlone(changes, CommitResult.STALE);
    } catch (ConstraintViolationException e) {
      boolean inserted = UNIQUE_VIOLATION.equals(e.getSQLState()); // by somebody else, meanwhile
      return eachAlone(changes, inserted ? CommitResult.STALE : CommitResult.REFUSED);
    } catch (DataException e) {
      return eachAlone(changes, CommitResult.REFUSED);
    }
  }

  private static void write(Session session, CallChange change) {
    PhoneCall call = new PhoneCall(change);
    if (change.baseVersion() == 0) {
      session.persist(call);
    } else {
      session.merge(call); // fails if the version is another one
    }
    change.events().forEach(event -> session.merge(new CallEvent(change.key(), event)));
    session.flush();
  }

  /** One change fails the transaction of all; alone, it has its answer. */
  private List<CommitResult> eachAlone(List<CallChange> changes, CommitResult ifAlone) {
    return changes.size() == 1
        ? List.of(ifAlone)
        : changes.stream().flatMap(change -> commit(List.of(change)).stream()).toList();
  }
}
