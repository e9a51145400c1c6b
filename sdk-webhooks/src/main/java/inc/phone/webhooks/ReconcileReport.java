package inc.phone.webhooks;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a run of {@link CallReconciler}. Immutable and thread-safe. {@link #toString()}
 * shows counts and the kind of a failure only.
 *
 * @since 0.1.0
 */
public final class ReconcileReport {
  private final int calls;
  private final int voicemails;
  private final int newEvents;
  private final int knownEvents;
  private final int refusedEvents;
  private final int failedEvents;
  private final int skippedCalls;
  private final List<String> unlinkedVoicemails;
  private final @Nullable RuntimeException failure;

  ReconcileReport(ReconcileTally tally, @Nullable RuntimeException failure) {
    this.calls = tally.calls;
    this.voicemails = tally.voicemails;
    this.newEvents = tally.newEvents;
    this.knownEvents = tally.knownEvents;
    this.refusedEvents = tally.refusedEvents;
    this.failedEvents = tally.failedEvents;
    this.skippedCalls = tally.skippedCalls;
    this.unlinkedVoicemails = List.copyOf(tally.unlinkedVoicemails);
    this.failure = failure;
  }

  /**
   * Calls that the source listed.
   *
   * @return how many
   */
  public int calls() {
    return calls;
  }

  /**
   * Voicemails that the source listed.
   *
   * @return how many
   */
  public int voicemails() {
    return voicemails;
  }

  /**
   * Events that no webhook had told and that are stored now.
   *
   * @return how many
   */
  public int newEvents() {
    return newEvents;
  }

  /**
   * Events that were stored already, by a webhook, by an earlier run, or by another node.
   *
   * @return how many
   */
  public int knownEvents() {
    return knownEvents;
  }

  /**
   * Events that the store refuses for their content, or that have no time that can be believed.
   * They are not kept in quarantine, since the API still knows them.
   *
   * @return how many
   */
  public int refusedEvents() {
    return refusedEvents;
  }

  /**
   * Events that could not be stored because the store was in trouble or the receiver too busy. The
   * next run finds them again.
   *
   * @return how many
   */
  public int failedEvents() {
    return failedEvents;
  }

  /**
   * Calls that were left alone because their events carry ids of the sender's, which cannot be
   * known in advance, or because some of their events were pruned: reconciled, they would count
   * twice.
   *
   * @return how many
   */
  public int skippedCalls() {
    return skippedCalls;
  }

  /**
   * Voicemails of which it could not be told with confidence which call left them.
   *
   * @return their ids, in the source's order; immutable
   */
  public List<String> unlinkedVoicemails() {
    return unlinkedVoicemails;
  }

  /**
   * What ended the run early: whatever the source threw, such as the client's {@code
   * RateLimitException}, or the trouble of the store, or an {@link IllegalStateException} that says
   * which limit was reached or that the integration is switched off. What was stored before stays.
   *
   * @return the failure, or empty if the run came to its end
   */
  public Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure);
  }

  /**
   * Whether everything that was listed is stored now. If not, the next run must look back as far as
   * this one.
   *
   * @return false if the run ended early or an event failed
   */
  public boolean isComplete() {
    return failure == null && failedEvents == 0;
  }

  @Override
  public String toString() {
    return "ReconcileReport[calls="
        + calls
        + ", voicemails="
        + voicemails
        + ", new="
        + newEvents
        + ", known="
        + knownEvents
        + ", refused="
        + refusedEvents
        + ", failed="
        + failedEvents
        + ", skippedCalls="
        + skippedCalls
        + ", unlinked="
        + unlinkedVoicemails.size()
        + ", failure="
        + Objects.toString(failure == null ? null : failure.getClass().getName())
        + "]";
  }
}
