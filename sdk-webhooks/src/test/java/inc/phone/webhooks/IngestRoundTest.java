package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.webhooks.IngestRound.Decisions;
import inc.phone.webhooks.IngestTicket.Outcome;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.spi.Telemetry;
import inc.phone.webhooks.store.MemoryCallStore;
import inc.phone.webhooks.testkit.EventBodies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A round decides first and tells later. */
class IngestRoundTest {
  private static final Instant NOW = Instant.parse("2026-05-15T10:00:00Z");

  private final List<String> followed = new ArrayList<>();

  private final IngestRound round =
      new IngestRound(
          new GuardedStore(new MemoryCallStore(), null),
          new CallMerge(party -> Optional.empty(), DeliveryPlan.none()),
          1,
          change -> follow(change.key().callId()),
          new Observer(Telemetry.NONE, () -> 0));

  @Test
  void whatFollowsOneCommitMayFailWithoutStoppingWhatFollowsAnother() {
    List<IngestTicket> tickets = List.of(ticket("fails"), ticket("works"));
    Decisions decisions = new Decisions(tickets);
    round.run(decisions);
    assertThat(followed).isEmpty();
    round.tellSenders(decisions);
    assertThat(followed).isEmpty();
    round.tellOthers(decisions);
    assertThat(followed).containsExactly("fails", "works");
    assertThat(tickets).extracting(ticket -> ticket.await(() -> {})).containsOnly(Outcome.ACCEPTED);
  }

  private void follow(String callId) {
    followed.add(callId);
    if (callId.equals("fails")) {
      throw new StackOverflowError();
    }
  }

  private static IngestTicket ticket(String callId) {
    byte[] body = EventBodies.missedCallWithVoicemail(callId).get(0);
    return new IngestTicket(new CallKey("default", callId), EventParser.parse(body, NOW), NOW);
  }
}
