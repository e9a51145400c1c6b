package inc.phone.webhooks.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallProjection;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.StoredCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link CallStore} promises. Extend it, say how an empty store is made, done.
 *
 * <p>If the store is shared by several processes, {@link #anotherInstance} should open a second one
 * on the same storage.
 */
public abstract class CallStoreContractTest {
  private static final int THREADS = 8;
  private static final int WRITES_PER_THREAD = 25;

  /**
   * Makes a store without any calls.
   *
   * @return an empty store; the same storage is used until the test method ends
   */
  protected abstract CallStore emptyStore();

  /**
   * Opens the storage of a store a second time.
   *
   * @param store the store of this test
   * @return an instance that shares its storage; the same one if there is only ever one
   */
  protected CallStore anotherInstance(CallStore store) {
    return store;
  }

  /**
   * Names a call id whose changes the store refuses for their content.
   *
   * @param store the store of this test, which may be prepared for the purpose
   * @return the call id, or empty if nothing is ever refused
   */
  protected Optional<String> refusedCallId(CallStore store) {
    return Optional.empty();
  }

  @Test
  void aCallNeverWrittenHasVersionZero() {
    StoredCall stored = load(emptyStore(), key("nobody"));
    assertThat(stored.version()).isZero();
    assertThat(stored.state()).isEmpty();
  }

  @Test
  void whatWasWrittenIsReadBackByteForByte() {
    CallStore store = emptyStore();
    byte[] state = state(3);
    assertThat(commit(store, change(key("a"), 0, state))).isEqualTo(CommitResult.WRITTEN);
    assertThat(load(store, key("a")).version()).isEqualTo(1);
    assertThat(load(store, key("a")).state()).isEqualTo(state);
  }

  @Test
  void everyWriteRaisesTheVersionByOne() {
    CallStore store = emptyStore();
    for (int version = 0; version < 5; version++) {
      assertThat(commit(store, change(key("a"), version, state(version))))
          .isEqualTo(CommitResult.WRITTEN);
      assertThat(load(store, key("a")).version()).isEqualTo(version + 1);
    }
  }

  /** A store that leaves out what it takes for no change would let two writers pass. */
  @Test
  void aWriteOfTheSameBytesRaisesTheVersionToo() {
    CallStore store = emptyStore();
    commit(store, change(key("a"), 0, state(1)));
    assertThat(commit(store, change(key("a"), 1, state(1)))).isEqualTo(CommitResult.WRITTEN);
    assertThat(load(store, key("a")).version()).isEqualTo(2);
    assertThat(commit(store, change(key("a"), 1, state(2)))).isEqualTo(CommitResult.STALE);
  }

  @Test
  void aStaleChangeWritesNothing() {
    CallStore store = emptyStore();
    commit(store, change(key("a"), 0, state(1)));
    commit(store, change(key("a"), 1, state(2)));
    for (long stale : new long[] {0, 1, 3}) {
      assertThat(commit(store, change(key("a"), stale, state(9)))).isEqualTo(CommitResult.STALE);
    }
    assertThat(load(store, key("a")).version()).isEqualTo(2);
    assertThat(load(store, key("a")).state()).isEqualTo(state(2));
    assertThat(commit(store, change(key("b"), 4, state(9)))).isEqualTo(CommitResult.STALE);
    assertThat(load(store, key("b")).version()).isZero();
  }

  @Test
  void everyChangeOfABatchStandsAlone() {
    CallStore store = emptyStore();
    commit(store, change(key("taken"), 0, state(1)));
    List<CommitResult> results =
        store.commit(
            List.of(
                change(key("z-new"), 0, state(2)),
                change(key("taken"), 0, state(3)),
                change(key("a-new"), 0, state(4)),
                change(key("gone"), 7, state(5))));
    assertThat(results)
        .containsExactly(
            CommitResult.WRITTEN, CommitResult.STALE, CommitResult.WRITTEN, CommitResult.STALE);
    assertThat(load(store, key("z-new")).state()).isEqualTo(state(2));
    assertThat(load(store, key("taken")).state()).isEqualTo(state(1));
    assertThat(load(store, key("a-new")).state()).isEqualTo(state(4));
    assertThat(load(store, key("gone")).version()).isZero();
  }

  @Test
  void loadAnswersInTheOrderOfTheKeys() {
    CallStore store = emptyStore();
    List<CallKey> keys = new ArrayList<>();
    List<CallChange> changes = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      CallKey key = new CallKey("source-" + i % 3, "call-" + i % 50);
      keys.add(key);
      if (i % 2 == 0) {
        changes.add(change(key, 0, state(i)));
      }
    }
    assertThat(store.commit(changes)).hasSize(75).containsOnly(CommitResult.WRITTEN);
    Collections.reverse(keys);
    List<StoredCall> loaded = store.load(keys);
    assertThat(loaded).extracting(StoredCall::key).isEqualTo(keys);
    for (int i = 0; i < 150; i++) {
      int number = 149 - i;
      assertThat(loaded.get(i).version()).isEqualTo(number % 2 == 0 ? 1 : 0);
      assertThat(loaded.get(i).state()).isEqualTo(number % 2 == 0 ? state(number) : new byte[0]);
    }
  }

  @Test
  void idsThatLookAlikeAreDifferentCalls() {
    List<String> ids =
        List.of(
            "a",
            "A",
            "a ",
            " a",
            "\u00e1",
            "a\u0301",
            "%",
            "_",
            "'; DROP TABLE phone_call; --",
            "../../x",
            "\ud83d\ude00",
            "\u202eabc",
            "ｆｕｌｌ",
            "x".repeat(128),
            "null",
            "~a");
    CallStore store = emptyStore();
    List<CallKey> keys = ids.stream().map(CallStoreContractTest::key).toList();
    assertThat(
            store.commit(
                IntStream.range(0, keys.size())
                    .mapToObj(i -> change(keys.get(i), 0, state(i)))
                    .toList()))
        .containsOnly(CommitResult.WRITTEN);
    assertThat(store.load(keys)).extracting(StoredCall::key).isEqualTo(keys);
    for (int i = 0; i < keys.size(); i++) {
      assertThat(load(store, keys.get(i)).state()).as(ids.get(i)).isEqualTo(state(i));
    }
  }

  @Test
  void sourcesDoNotSeeEachOther() {
    CallStore store = emptyStore();
    commit(store, change(new CallKey("one", "a"), 0, state(1)));
    assertThat(load(store, new CallKey("two", "a")).version()).isZero();
    assertThat(commit(store, change(new CallKey("two", "a"), 0, state(2))))
        .isEqualTo(CommitResult.WRITTEN);
    assertThat(load(store, new CallKey("one", "a")).state()).isEqualTo(state(1));
  }

  @Test
  void aStateOfAMebibyteIsNothingSpecial() {
    CallStore store = emptyStore();
    byte[] state = state(1024 * 1024);
    commit(store, change(key("long"), 0, state));
    assertThat(Arrays.equals(load(store, key("long")).state(), state)).isTrue();
  }

  @Test
  void aRefusedChangeFailsNobodyElse() {
    CallStore store = emptyStore();
    Optional<String> refused = refusedCallId(store);
    assumeTrue(refused.isPresent(), "this store refuses nothing for its content");
    List<CommitResult> results =
        store.commit(
            List.of(
                change(key("before"), 0, state(1)),
                change(key(refused.orElseThrow()), 0, state(2)),
                change(key("behind"), 0, state(3))));
    assertThat(results)
        .containsExactly(CommitResult.WRITTEN, CommitResult.REFUSED, CommitResult.WRITTEN);
    assertThat(load(store, key("before")).version()).isEqualTo(1);
    assertThat(load(store, key(refused.orElseThrow())).version()).isZero();
    assertThat(load(store, key("behind")).version()).isEqualTo(1);
  }

  @Test
  void twoInstancesSeeEachOthersWrites() {
    CallStore store = emptyStore();
    CallStore other = anotherInstance(store);
    commit(store, change(key("a"), 0, state(1)));
    assertThat(load(other, key("a")).version()).isEqualTo(1);
    assertThat(commit(other, change(key("a"), 1, state(2)))).isEqualTo(CommitResult.WRITTEN);
    assertThat(commit(store, change(key("a"), 1, state(3)))).isEqualTo(CommitResult.STALE);
    assertThat(load(store, key("a")).state()).isEqualTo(state(2));
  }

  /** A lost update would show as a version that is lower than the number of writes. */
  @Test
  void noWriteIsLostHoweverManyWritersThereAre() throws Exception {
    CallStore store = emptyStore();
    CallStore other = anotherInstance(store);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> writers = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        CallStore mine = thread % 2 == 0 ? store : other;
        writers.add(threads.submit(() -> writeUntilDone(mine)));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(load(store, key("hot")).version()).isEqualTo(THREADS * WRITES_PER_THREAD);
  }

  private static void writeUntilDone(CallStore store) {
    for (int written = 0; written < WRITES_PER_THREAD; ) {
      StoredCall stored = load(store, key("hot"));
      CommitResult result = commit(store, change(stored.key(), stored.version(), state(written)));
      assertThat(result).isNotEqualTo(CommitResult.REFUSED);
      if (result == CommitResult.WRITTEN) {
        written++;
      }
    }
  }

  /**
   * A key of the default source.
   *
   * @param callId the call
   * @return its key
   */
  protected static CallKey key(String callId) {
    return new CallKey("default", callId);
  }

  /**
   * Loads one call.
   *
   * @param store from where
   * @param key which call
   * @return what is stored
   */
  protected static StoredCall load(CallStore store, CallKey key) {
    return store.load(List.of(key)).get(0);
  }

  /**
   * Commits one change.
   *
   * @param store to where
   * @param change the change
   * @return what became of it
   */
  protected static CommitResult commit(CallStore store, CallChange change) {
    return store.commit(List.of(change)).get(0);
  }

  /**
   * A change with no rows but the call's own.
   *
   * @param key which call
   * @param baseVersion the version it was made from
   * @param state its bytes
   * @return the change
   */
  protected static CallChange change(CallKey key, long baseVersion, byte[] state) {
    CallRecord call = CallRecord.of(key, new CallProjection());
    return new CallChange(baseVersion, state, call, List.of());
  }

  /**
   * Some bytes, with every value among them if there are enough.
   *
   * @param length how many
   * @return the bytes, never the same for two lengths
   */
  protected static byte[] state(int length) {
    byte[] bytes = new byte[length + 1];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 + length);
    }
    return bytes;
  }
}
