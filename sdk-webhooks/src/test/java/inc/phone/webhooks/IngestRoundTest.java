package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.webhooks.IngestRound.Decisions;
import inc.phone.webhooks.IngestTicket.Outcome;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.spi.Telemetry;
import inc.phone.webhooks.testkit.EventBodies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A round decides first and tells later. */
@Timeout(30)
class IngestRoundTest {
  private static final Instant NOW = Instant.parse("2026-05-15T10:00:00Z");

  private final List<String> followed = new ArrayList<>();

  private final FaultyStore store = new FaultyStore();

  private final IngestRound round =
      new IngestRound(
          new GuardedStore(store, null),
          new CallMerge(party -> Optional.empty(), DeliveryPlan.none()),
          1,
          change -> follow(change.key().callId()),
          new Observer(Telemetry.NONE, () -> 0));

  @Test
  void whatFollowsOneCommitMayFailWithoutStoppingWhatFollowsAnother() {
    List<IngestTicket> tickets = List.of(ticket("fails"), ticket("works"));
    Decisions decisions = new Decisions(tickets);
    round.run(decisions, () -> {});
    assertThat(followed).isEmpty();
    round.tellSenders(decisions);
    assertThat(followed).isEmpty();
    round.tellOthers(decisions);
    assertThat(followed).containsExactly("fails", "works");
    assertThat(tickets).extracting(ticket -> ticket.await(() -> {})).containsOnly(Outcome.ACCEPTED);
  }

  @Test
  void whatComesWhileABatchIsLoadedIsInItsCommit() {
    IngestTicket waited = ticket("waited");
    IngestTicket came = ticket("came");
    Decisions decisions = runWhileComes(waited, came, () -> {});
    assertThat(answers(decisions, waited, came)).containsOnly(Outcome.ACCEPTED);
    assertThat(store.commits()).isEqualTo(1);
    assertThat(store.loads()).isEqualTo(2);
  }

  @Test
  void whenNothingComesNothingMoreIsLoaded() {
    round.run(new Decisions(List.of(ticket("alone"))), () -> {});
    assertThat(store.loads()).isEqualTo(1);
  }

  @Test
  void anEventOfACallThatIsLoadedAlreadyRidesInTheNextRound() {
    IngestTicket first = ticket("call", 0);
    IngestTicket second = ticket("call", 1);
    Decisions decisions = runWhileComes(first, second, () -> {});
    assertThat(first.isDecided()).isTrue();
    assertThat(second.isDecided()).isFalse();
    assertThat(decisions.again()).containsExactly(second);
    Decisions next = new Decisions(decisions.again());
    round.run(next, () -> {});
    assertThat(answers(next, second)).containsOnly(Outcome.ACCEPTED);
    assertThat(store.inMemory().call(new CallKey("default", "call")).orElseThrow().eventCount())
        .isEqualTo(2);
  }

  @Test
  void ifWhatCameCannotBeLoadedNothingIsWrittenAndEverybodyHasToTryAgain() {
    IngestTicket waited = ticket("waited");
    IngestTicket came = ticket("came");
    Decisions decisions =
        runWhileComes(waited, came, () -> store.break_(FaultyStore.Fault.LOAD_ANSWERS_TOO_LITTLE));
    assertThat(answers(decisions, waited, came)).containsOnly(Outcome.UNAVAILABLE);
    assertThat(store.commits()).isZero();
  }

  /** Runs a round of one event; another comes, and something more happens, once it is merged. */
  private Decisions runWhileComes(IngestTicket waited, IngestTicket came, Runnable more) {
    List<IngestTicket> batch = new ArrayList<>(List.of(waited));
    Decisions decisions = new Decisions(batch);
    round.run(
        decisions,
        () -> {
          batch.add(came);
          more.run();
        });
    return decisions;
  }

  private List<Outcome> answers(Decisions decisions, IngestTicket... tickets) {
    round.tellSenders(decisions);
    return Stream.of(tickets).map(ticket -> ticket.await(() -> {})).toList();
  }

  private void follow(String callId) {
    followed.add(callId);
    if (callId.equals("fails")) {
      throw new StackOverflowError();
    }
  }

  private static IngestTicket ticket(String callId) {
    return ticket(callId, 0);
  }

  private static IngestTicket ticket(String callId, int number) {
    byte[] body = EventBodies.missedCallWithVoicemail(callId).get(number);
    return new IngestTicket(new CallKey("default", callId), EventParser.parse(body, NOW), NOW);
  }
}
