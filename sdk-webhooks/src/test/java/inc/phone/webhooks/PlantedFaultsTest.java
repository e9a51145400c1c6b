package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.webhooks.SimulatedNode.Life;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.Completion;
import inc.phone.webhooks.spi.DeliveryChange;
import inc.phone.webhooks.spi.DeliveryStore;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.LeaseRequest;
import inc.phone.webhooks.spi.OutcomeUnknownException;
import inc.phone.webhooks.spi.TransactionalDeliveryStore;
import inc.phone.webhooks.testkit.EventBodies;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mistakes that are easy to make: the simulation finds each, and says which promise it breaks. */
class PlantedFaultsTest {
  private static final int SEEDS = 2_000;

  private final PrintStream log = System.err;

  @BeforeEach
  void silence() {
    System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setErr(log);
  }

  @Test
  void acknowledgingBeforeTheCommitIsFound() {
    assertThat(invariantBrokenBy(new AcknowledgesFirst())).isEqualTo("acknowledged means stored");
  }

  @Test
  void recognisingRepeatsByMemoryAloneIsFound() {
    assertThat(invariantBrokenBy(new RemembersInMemory()))
        .isIn(
            "every event is stored once",
            "rows are what sorting and folding gives",
            "a delivery is completed once");
  }

  @Test
  void completingWithoutAFenceIsFound() {
    assertThat(invariantBrokenBy(new HasNoFence())).isEqualTo("only the last fence may complete");
  }

  @Test
  void skippingAGapTooEarlyIsFound() {
    assertThat(invariantBrokenBy(new SkipsGaps())).isEqualTo("listeners are told in order");
  }

  @Test
  void repeatingAnAmbiguousCommitWithoutLoadingAgainIsFound() {
    assertThat(invariantBrokenBy(new RepeatsBlindly()))
        .isIn(
            "rows are what sorting and folding gives",
            "a delivery is completed once",
            "listeners are told in order");
  }

  @Test
  void takingAStaleAnswerAfterAnAmbiguousCommitForOnesOwnIsFound() {
    assertThat(invariantBrokenBy(new BelievesInItself()))
        .isIn("acknowledged means stored", "everything finishes when nothing goes wrong");
  }

  @Test
  void anOldOwnerThatAdvancesTheLaneIsFound() {
    assertThat(invariantBrokenBy(new AdvancesAsOldOwner()))
        .isIn("one node at a time has a lane", "the owner of a lease may complete");
  }

  @Test
  void aListenerThatWaitsForAFailingOneIsFound() {
    assertThat(invariantBrokenBy(new SharesOneQueue()))
        .isEqualTo("a failing listener delays no other");
  }

  @Test
  void newsOfTheCustomerThatNobodyGetsIsFound() {
    assertThat(invariantBrokenBy(new DropsNotices()))
        .isEqualTo("listeners are told of the customer");
  }

  private static String invariantBrokenBy(PlantedFault fault) {
    for (long seed = 0; seed < SEEDS; seed++) {
      String violation = Simulation.run(seed, fault).world().violation();
      if (violation != null) {
        System.out.println(
            fault.getClass().getSimpleName() + ": seed " + seed + ", \"" + violation + '"');
        return violation;
      }
    }
    return "none, in " + SEEDS + " seeds";
  }

  /** Says WRITTEN, and writes a while later. */
  static final class AcknowledgesFirst implements PlantedFault {
    @Override
    public TransactionalDeliveryStore onNode(
        TransactionalDeliveryStore store, Life life, SimulatedWorld world) {
      return new ChangedStore(store) {
        @Override
        public List<CommitResult> commit(List<CallChange> changes) {
          world.after(life, "", 10_000, () -> store.commit(changes));
          return changes.stream().map(change -> CommitResult.WRITTEN).toList();
        }
      };
    }
  }

  /** What is a repeat is known to the process alone: what is stored never recognises one. */
  static final class RemembersInMemory implements PlantedFault {
    private int count;

    @Override
    public int receive(WebhookReceiver receiver, Set<String> memory, byte[] body) {
      PhoneEvent event = EventParser.parse(body, SimulatedWorld.START);
      String id = event.id();
      String text = new String(body, StandardCharsets.UTF_8);
      if (!id.startsWith("~") || event.call() == null) {
        return receiver.receive(WebhookRequest.of(null, Map.of(), body)).status();
      }
      if (memory.contains(id)) {
        return 200;
      }
      String own = "{\"event_id\":\"" + ++count + "-" + id.substring(1) + "\",";
      byte[] changed = EventBodies.bytes(own + text.substring(1));
      int status = receiver.receive(WebhookRequest.of(null, Map.of(), changed)).status();
      if (status == 200) {
        memory.add(id);
      }
      return status;
    }

    @Override
    public String realId(String storedId) {
      return storedId.replaceFirst("^[0-9]+-", "~");
    }
  }

  /** Whoever completes a lane has it. */
  static final class HasNoFence implements PlantedFault {
    @Override
    public DeliveryStore onStore(DeliveryStore shared) {
      return new FencelessStore(shared, true);
    }
  }

  /** An old owner is told that its lease is lost, but what it did to the lane stays. */
  static final class AdvancesAsOldOwner implements PlantedFault {
    @Override
    public DeliveryStore onStore(DeliveryStore shared) {
      return new FencelessStore(shared, false);
    }
  }

  /** As long as anything waits for one listener, the others wait, too. */
  static final class SharesOneQueue implements PlantedFault {
    @Override
    public DeliveryStore onStore(DeliveryStore shared) {
      return new ForwardingStore(shared) {
        private int failing;

        @Override
        public List<Lease> lease(LeaseRequest request) {
          Map<String, Integer> lanes = new HashMap<>(request.lanes());
          if (failing > 0) {
            lanes.remove(SimulatedListeners.STEADY);
          }
          return store.lease(
              new LeaseRequest(
                  request.source(),
                  lanes,
                  request.perLane(),
                  request.node(),
                  request.now(),
                  request.duration()));
        }

        @Override
        public List<Boolean> complete(List<Completion> completions) {
          for (Completion completion : completions) {
            if (completion.lease().listener().equals(SimulatedListeners.FLAKY)) {
              failing = completion.result().retry() == null ? 0 : 1;
            }
          }
          return store.complete(completions);
        }
      };
    }
  }

  static final class DropsNotices implements PlantedFault {
    @Override
    public TransactionalDeliveryStore onNode(
        TransactionalDeliveryStore store, Life life, SimulatedWorld world) {
      return new ChangedStore(store) {
        @Override
        public List<CommitResult> commit(List<CallChange> changes) {
          return store.commit(changes.stream().map(this::withoutNotice).toList());
        }

        private CallChange withoutNotice(CallChange change) {
          DeliveryChange all = change.deliveries();
          return new CallChange(
              change.baseVersion(),
              change.state(),
              change.call(),
              change.events(),
              new DeliveryChange(all.owed(), null, all.wakesAt()));
        }
      };
    }
  }

  static final class SkipsGaps implements PlantedFault {
    @Override
    public DeliveryOptions.Builder options(DeliveryOptions.Builder options) {
      return options.holdBack(Duration.ZERO);
    }
  }

  /** After an answer that did not come: the same change on top of whatever is there now. */
  static final class RepeatsBlindly implements PlantedFault {
    @Override
    public TransactionalDeliveryStore onNode(
        TransactionalDeliveryStore store, Life life, SimulatedWorld world) {
      return new ChangedStore(store) {
        @Override
        public List<CommitResult> commit(List<CallChange> changes) {
          try {
            return store.commit(changes);
          } catch (OutcomeUnknownException e) {
            world.elapse(500_000);
            return store.commit(changes.stream().map(this::onTop).toList());
          }
        }

        private CallChange onTop(CallChange change) {
          long version = store.load(List.of(change.key())).get(0).version();
          return new CallChange(
              version, change.state(), change.call(), change.events(), change.deliveries());
        }
      };
    }
  }

  /** After an answer that did not come: STALE must mean that the first try was written. */
  static final class BelievesInItself implements PlantedFault {
    @Override
    public TransactionalDeliveryStore onNode(
        TransactionalDeliveryStore store, Life life, SimulatedWorld world) {
      return new ChangedStore(store) {
        @Override
        public List<CommitResult> commit(List<CallChange> changes) {
          try {
            return store.commit(changes);
          } catch (OutcomeUnknownException e) {
            world.elapse(500_000);
            store.commit(changes);
            return changes.stream().map(change -> CommitResult.WRITTEN).toList();
          }
        }
      };
    }
  }

  /** Gives every lease back as if it were the last one of its lane. */
  private static final class FencelessStore extends ForwardingStore {
    private final Map<CallKey, Map<String, Lease>> last = new HashMap<>();
    private final boolean tells;

    FencelessStore(DeliveryStore shared, boolean tells) {
      super(shared);
      this.tells = tells;
    }

    @Override
    public List<Lease> lease(LeaseRequest request) {
      List<Lease> leases = super.lease(request);
      for (Lease lease : leases) {
        last.computeIfAbsent(lease.key(), key -> new HashMap<>()).put(lease.listener(), lease);
      }
      return leases;
    }

    @Override
    public List<Boolean> complete(List<Completion> completions) {
      return completions.stream().map(this::complete).toList();
    }

    private boolean complete(Completion completion) {
      Lease lease = completion.lease();
      Lease newest = last.get(lease.key()).get(lease.listener());
      boolean done = store.complete(List.of(new Completion(newest, completion.result()))).get(0);
      return done && (tells || newest.fence() == lease.fence());
    }
  }

  /** A process's way to the store, with something changed. */
  private abstract static class ChangedStore extends ForwardingStore
      implements TransactionalDeliveryStore {
    private final TransactionalDeliveryStore way;

    ChangedStore(TransactionalDeliveryStore way) {
      super(way);
      this.way = way;
    }

    @Override
    public boolean complete(Completion completion, Effect effect) throws Exception {
      return way.complete(completion, effect);
    }
  }
}
