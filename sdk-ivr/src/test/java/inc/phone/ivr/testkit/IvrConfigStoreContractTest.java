package inc.phone.ivr.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.ivr.IvrAction;
import inc.phone.ivr.IvrConfig;
import inc.phone.ivr.IvrValidator;
import inc.phone.ivr.store.ConfigRevision;
import inc.phone.ivr.store.IvrConfigStore;
import inc.phone.ivr.store.SaveResult;
import inc.phone.ivr.store.StoredConfig;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of configurations promises. Extend it and return a new, empty store. */
public abstract class IvrConfigStoreContractTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private IvrConfigStore store;

  /**
   * Makes an empty store.
   *
   * @param clock tells when something is saved
   * @return the store under test
   */
  protected abstract IvrConfigStore newStore(Clock clock);

  @BeforeEach
  void makeStore() {
    store = newStore(new NowClock());
  }

  private static IvrConfig config(String id, String greeting) {
    return IvrConfig.builder()
        .id(id)
        .greeting("da", greeting)
        .branch("1", "Salg", IvrAction.forward("+4570707071", IvrAction.voicemail("sales")))
        .build();
  }

  @Test
  void anEmptyStoreHasNothing() {
    assertThat(store.load("shop")).isEmpty();
    assertThat(store.load("shop", 1)).isEmpty();
    assertThat(store.loadAt("shop", Instant.MAX)).isEmpty();
    assertThat(store.history("shop", 10)).isEmpty();
  }

  @Test
  void whatWasSavedIsLoadedWithItsRevision() {
    IvrConfig config =
        IvrConfig.parse(
            "{\"schema_version\":1,\"id\":\"shop\",\"default_locale\":\"da\",\"entry\":\"root\","
                + "\"x-unknown\":{\"a\":[1,null,\"\\u0000 æ 😀\"]},\"menus\":{}}");

    SaveResult result = store.save(config, 0);

    assertThat(result.status()).isEqualTo(SaveResult.Status.SAVED);
    assertThat(result.revision()).isEqualTo(1);
    StoredConfig stored = store.load("shop").orElseThrow();
    assertThat(stored.config()).isEqualTo(config.withRevision(1));
    assertThat(stored.savedAt()).isEqualTo(NOON);
    assertThat(store.load("shop", 1)).get().isEqualTo(stored);
  }

  @Test
  void everySaveIsARevisionAndHistoryIsNewestFirst() {
    for (int i = 0; i < 3; i++) {
      now.set(NOON.plusSeconds(i));
      assertThat(store.save(config("shop", "nr " + i), i).revision()).isEqualTo(i + 1);
    }

    assertThat(store.history("shop", 10))
        .extracting(ConfigRevision::revision, ConfigRevision::savedAt)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(3L, NOON.plusSeconds(2)),
            org.assertj.core.groups.Tuple.tuple(2L, NOON.plusSeconds(1)),
            org.assertj.core.groups.Tuple.tuple(1L, NOON));
    assertThat(store.history("shop", 2)).hasSize(2);
    assertThat(store.history("shop", 1).get(0).contentHash())
        .isEqualTo(config("shop", "nr 2").contentHash());
    assertThat(store.load("shop", 2).orElseThrow().config())
        .isEqualTo(config("shop", "nr 1").withRevision(2));
    assertThat(store.load("shop", 4)).isEmpty();
  }

  @Test
  void aSaveOnAnOldRevisionIsAConflictAndWritesNothing() {
    store.save(config("shop", "a"), 0);
    store.save(config("shop", "b"), 1);

    for (long expected : new long[] {0, 1, 3}) {
      SaveResult result = store.save(config("shop", "c"), expected);
      assertThat(result.status()).isEqualTo(SaveResult.Status.CONFLICT);
      assertThat(result.revision()).isEqualTo(2);
    }
    assertThat(store.history("shop", 10)).hasSize(2);
  }

  @Test
  void theRevisionInTheJsonDoesNotMatter() {
    assertThat(store.save(config("shop", "a").withRevision(77), 0).revision()).isEqualTo(1);
    assertThat(store.load("shop").orElseThrow().config().revision()).isEqualTo(1);
  }

  @Test
  void theSameContentMakesNoRevision() {
    store.save(config("shop", "a"), 0);

    SaveResult again = store.save(config("shop", " a "), 1);

    assertThat(again.status()).isEqualTo(SaveResult.Status.UNCHANGED);
    assertThat(again.revision()).isEqualTo(1);
    assertThat(store.save(config("shop", "a"), 0).status()).isEqualTo(SaveResult.Status.CONFLICT);
    assertThat(store.history("shop", 10)).hasSize(1);
  }

  @Test
  void configurationsDoNotKnowEachOther() {
    store.save(config("shop", "a"), 0);
    store.save(config("shop-draft", "b"), 0);

    assertThat(store.load("shop-draft").orElseThrow().config().revision()).isEqualTo(1);
    assertThat(store.history("shop", 10)).hasSize(1);
  }

  @Test
  void tellsWhatWasCurrentAtAMoment() {
    store.save(config("shop", "a"), 0);
    now.set(NOON.plusSeconds(10));
    store.save(config("shop", "b"), 1);

    assertThat(store.loadAt("shop", NOON.minusNanos(1_000))).isEmpty();
    assertThat(revisionAt(NOON)).isEqualTo(1);
    assertThat(revisionAt(NOON.plusSeconds(10).minusNanos(1_000))).isEqualTo(1);
    assertThat(revisionAt(NOON.plusSeconds(10))).isEqualTo(2);
    assertThat(revisionAt(Instant.MAX)).isEqualTo(2);
    assertThat(store.loadAt("shop", Instant.MIN)).isEmpty();
  }

  @Test
  void aClockThatGoesBackDoesNotChangeTheOrder() {
    store.save(config("shop", "a"), 0);
    now.set(NOON.minusSeconds(3_600));
    store.save(config("shop", "b"), 1);

    assertThat(store.load("shop").orElseThrow().savedAt()).isEqualTo(NOON);
    assertThat(revisionAt(NOON)).isEqualTo(2);
    assertThat(store.loadAt("shop", NOON.minusSeconds(1))).isEmpty();
  }

  private long revisionAt(Instant at) {
    return store.loadAt("shop", at).orElseThrow().config().revision();
  }

  @Test
  void limitsOfHistoryAreChecked() {
    assertThatThrownBy(() -> store.history("shop", 0)).hasMessage("limit must be 1 to 1000, was 0");
    assertThatThrownBy(() -> store.history("shop", 1_001))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aValidatingStoreRefusesErrors() {
    IvrConfigStore strict = IvrConfigStore.validating(store, IvrValidator.strict());

    SaveResult refused = strict.save(IvrConfig.parse("{}"), 0);

    assertThat(refused.status()).isEqualTo(SaveResult.Status.REFUSED);
    assertThat(refused.report().orElseThrow().isValid()).isFalse();
    assertThat(store.load("default")).isEmpty();
    assertThat(strict.save(config("shop", "a"), 0).status()).isEqualTo(SaveResult.Status.SAVED);
    assertThat(strict.load("shop")).isEqualTo(store.load("shop"));
  }

  @Test
  void ofManySaversOfARevisionOneWins() throws Exception {
    int threads = 4;
    int savesEach = 10;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Integer>> savers = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int thread = t;
        savers.add(() -> saveUntilWon(thread, savesEach));
      }
      int won = 0;
      for (Future<Integer> saver : pool.invokeAll(savers, 60, TimeUnit.SECONDS)) {
        won += saver.get();
      }
      assertThat(won).isEqualTo(threads * savesEach);
      assertThat(store.load("shop").orElseThrow().config().revision()).isEqualTo(won);
      assertThat(store.history("shop", 1_000))
          .hasSize(won)
          .extracting(ConfigRevision::contentHash)
          .doesNotHaveDuplicates();
    } finally {
      pool.shutdownNow();
    }
  }

  private int saveUntilWon(int thread, int saves) {
    int won = 0;
    while (won < saves) {
      long latest = store.load("shop").map(stored -> stored.config().revision()).orElse(0L);
      IvrConfig mine = config("shop", "thread " + thread + " save " + won);
      if (store.save(mine, latest).status() == SaveResult.Status.SAVED) {
        won++;
      }
    }
    return won;
  }

  /** The test's own time. */
  private final class NowClock extends Clock {
    @Override
    public Instant instant() {
      return now.get();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
