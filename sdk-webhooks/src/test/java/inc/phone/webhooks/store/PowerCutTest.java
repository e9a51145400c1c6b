package inc.phone.webhooks.store;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.spi.OutcomeUnknownException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power goes off just when a receiver on a SQLite file has acknowledged an event.
 *
 * <p>A copy of the file shows nothing of that: it has what was only written, too. So the process is
 * traced, and the copy has what it synced.
 */
@EnabledIf(value = "canTrace", disabledReason = PowerCutTest.WHY)
class PowerCutTest {
  static final String WHY = "strace is not on the PATH, or may not trace";

  /** Each cut opens a database of its own. */
  private static final int CUT_EVERY = 7;

  @TempDir Path directory;

  @Test
  void leavesEverythingThatWasAcknowledged() throws Exception {
    assertThat(lostAtEachCut("FULL")).hasSizeGreaterThan(50).containsOnly(0);
  }

  /** The test of the test: a database that is not synced must be found out. */
  @Test
  void takesWhatIsNotSynced() throws Exception {
    assertThat(lostAtEachCut("OFF")).hasSizeGreaterThan(50).allMatch(lost -> lost > 0);
  }

  private List<Integer> lostAtEachCut(String synchronous) throws Exception {
    Path traced = Files.createDirectory(directory.resolve("traced")).toRealPath(); // as strace says
    Path file = traced.resolve("calls.db");
    List<String> calls = trace(file, synchronous);
    SyncedFiles disk = new SyncedFiles(traced, directory);
    List<Integer> lost = new ArrayList<>();
    int acknowledged = 0;
    for (String call : calls) {
      if (disk.follow(call).contains(AcknowledgingMain.ACKNOWLEDGED)
          && ++acknowledged % CUT_EVERY == 0) {
        Path copy = Files.createTempDirectory(directory, "cut");
        disk.copy(copy);
        lost.add(acknowledged - events(copy.resolve(file.getFileName())));
      }
    }
    return lost;
  }

  /** What one thread, which receives and writes and acknowledges, asks of the system. */
  private List<String> trace(Path file, String synchronous) throws Exception {
    Path traces = Files.createDirectory(directory.resolve("traces"));
    Process process =
        new ProcessBuilder(
                "strace",
                "--follow-forks",
                "--output-separately",
                "--output=" + traces.resolve("thread"),
                "--decode-fds=path",
                "--strings-in-hex=all",
                "--string-limit=70000",
                "--trace=" + SyncedFiles.CALLS,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx96m",
                "-cp",
                System.getProperty("java.class.path"),
                AcknowledgingMain.class.getName(),
                file.toString(),
                synchronous)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output").toFile())
            .start();
    assertThat(process.waitFor()).describedAs("how the traced process ended").isZero();
    try (Stream<Path> threads = Files.list(traces)) {
      return Files.readAllLines(
          threads.max(Comparator.comparingLong(path -> path.toFile().length())).orElseThrow());
    }
  }

  /** How many events are there once the power is back; even the tables may be gone. */
  private static int events(Path file) {
    try {
      JdbcCallStore store =
          JdbcCallStore.builder(SqliteFiles.open(file)).createTables(false).build();
      int events = 0;
      for (int call = 0; call < AcknowledgingMain.CALLS; call++) {
        events += store.events(new CallKey("default", AcknowledgingMain.callId(call))).size();
      }
      return events;
    } catch (OutcomeUnknownException e) {
      return 0;
    }
  }

  static boolean canTrace() throws InterruptedException {
    boolean can;
    try {
      can = new ProcessBuilder("strace", "--output=/dev/null", "true").start().waitFor() == 0;
    } catch (IOException e) {
      can = false;
    }
    if (!can) {
      System.out.println("power cuts are skipped: " + WHY);
    }
    return can;
  }
}
