package inc.phone.webhooks.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.StoredCall;
import inc.phone.webhooks.testkit.DurableCallStoreContractTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The test of the test: a store that says "written" before it is must fail the durable contract.
 */
class EarlyAcknowledgementTest {
  @TempDir Path directory;

  @Test
  void isFoundByEveryPartOfTheDurableContract() {
    assertThatThrownBy(() -> contract("one").whatWasWrittenSurvivesACrash())
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> contract("batch").aBatchThatWasWrittenSurvivesACrash())
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(
            () ->
                contract("events")
                    .everyEventThatWasAnsweredWith200SurvivesACrashAndIsARepeatAfterIt())
        .isInstanceOf(AssertionError.class);
  }

  private DurableCallStoreContractTest contract(String name) throws Exception {
    Path file = Files.createDirectory(directory.resolve(name)).resolve("calls.db");
    return new DurableCallStoreContractTest() {
      @Override
      protected CallStore emptyStore() {
        return new EarlyStore(JdbcCallStore.create(SqliteFiles.open(file)));
      }

      @Override
      protected CallStore asFoundAfterACrash(CallStore store) throws Exception {
        Path copy = Files.createDirectory(directory.resolve(name + "-crashed"));
        return JdbcCallStore.create(SqliteFiles.open(SqliteFiles.copy(file, copy)));
      }
    };
  }

  /** Keeps the last change in memory until the next one comes. */
  private static final class EarlyStore implements CallStore {
    private final CallStore store;
    private List<CallChange> acknowledged = List.of();

    EarlyStore(CallStore store) {
      this.store = store;
    }

    @Override
    public List<StoredCall> load(List<CallKey> keys) {
      write();
      return store.load(keys);
    }

    @Override
    public List<CommitResult> commit(List<CallChange> changes) {
      write();
      acknowledged = changes;
      return changes.stream().map(change -> CommitResult.WRITTEN).toList();
    }

    private void write() {
      if (!acknowledged.isEmpty()) {
        store.commit(acknowledged);
        acknowledged = List.of();
      }
    }
  }
}
