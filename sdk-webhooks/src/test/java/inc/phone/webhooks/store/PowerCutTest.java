package inc.phone.webhooks.store;

import static inc.phone.webhooks.spi.CallQueries.MAX_LIMIT;
import static java.lang.ProcessBuilder.Redirect.DISCARD;
import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.webhooks.spi.OutcomeUnknownException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power goes off when a receiver on a SQLite file has acknowledged an event, or when SQLite has
 * synced the file itself, which it does when it copies its log.
 *
 * <p>A copy of the file shows nothing of that: it has what was only written, too. So the process is
 * traced, and the copy has what it synced.
 */
@EnabledIf(value = "canTrace", disabledReason = PowerCutTest.WHY)
class PowerCutTest {
  static final String WHY =
      "strace is not on the PATH, is too old for these options, or may not trace";

  /** One process, a trace for each thread, all that is text in hexadecimal. */
  private static final List<String> STRACE =
      List.of(
          "strace",
          "--follow-forks",
          "--seccomp-bpf",
          "--output-separately",
          "--decode-fds=path",
          "--strings-in-hex=all",
          "--string-limit=70000",
          "--trace=" + SyncedFiles.SYSTEM_CALLS);

  /** Each cut opens a database. Calls have six events, so every one of them has its turn. */
  private static final int CUT_EVERY = 7;

  /**
   * What the receiver had acknowledged when the power went off, what was found afterwards, and
   * whether SQLite had just synced the file itself.
   */
  private record Cut(int acknowledged, int found, boolean atSync) {}

  @TempDir Path directory;

  @Test
  void leavesEverythingThatWasAcknowledged() throws Exception {
    assertThat(cuts("FULL"))
        .allMatch(cut -> cut.found() >= cut.acknowledged())
        .filteredOn(Cut::atSync)
        .hasSizeGreaterThan(2);
  }

  /** The test of the test: SQLite syncs its log then, but only before it copies it. */
  @Test
  void takesWhatWasAcknowledgedSinceTheLogWasSynced() throws Exception {
    assertThat(cuts("NORMAL"))
        .anyMatch(cut -> cut.found() > 0 && cut.found() < cut.acknowledged())
        .anyMatch(cut -> cut.found() == 0 && cut.acknowledged() > 0)
        .filteredOn(Cut::atSync)
        .hasSizeGreaterThan(2);
  }

  /**
   * The test of the test: even the tables are gone.
   *
   * <p>Only the empty file may have been synced, once, before anything was received: the driver
   * runs its pragmas in the order of a hash table, so with some JDKs the log is switched on first,
   * and SQLite asked not to sync after that.
   */
  @Test
  void takesEverythingFromAFileThatIsNeverSynced() throws Exception {
    assertThat(cuts("OFF"))
        .allMatch(cut -> cut.found() == 0)
        .filteredOn(Cut::atSync)
        .hasSizeLessThan(2)
        .allMatch(cut -> cut.acknowledged() == 0);
  }

  private List<Cut> cuts(String synchronous) throws Exception {
    Path traced = Files.createDirectory(directory.resolve("traced")).toRealPath(); // as strace says
    Path file = traced.resolve("calls.db");
    Path copy = Files.createDirectory(directory.resolve("copy"));
    SyncedFiles disk = new SyncedFiles(traced, directory);
    List<Cut> cuts = new ArrayList<>();
    int acknowledged = 0;
    for (String line : trace(file, synchronous)) {
      boolean isAnswer = disk.follow(line).contains(AcknowledgingMain.ACKNOWLEDGED);
      acknowledged += isAnswer ? 1 : 0;
      boolean isSync = SyncedFiles.isSync(line, file);
      if (isSync || (isAnswer && acknowledged % CUT_EVERY == 0)) {
        disk.copy(copy);
        cuts.add(new Cut(acknowledged, events(copy.resolve(file.getFileName())), isSync));
      }
    }
    assertThat(acknowledged).isEqualTo(AcknowledgingMain.EVENTS);
    return cuts;
  }

  /** What the thread that receives and writes and acknowledges asks of the system. */
  private List<String> trace(Path file, String synchronous) throws Exception {
    Path traces = Files.createDirectory(directory.resolve("traces"));
    Path output = directory.resolve("output");
    List<String> command = new ArrayList<>(STRACE);
    command.add("--output=" + traces.resolve("thread"));
    command.addAll(NodeProcess.java(AcknowledgingMain.class, file.toString(), synchronous));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0)
          .describedAs(() -> String.join("\n", lines(output)))
          .isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    try (Stream<Path> threads = Files.list(traces)) {
      return threads
          .map(PowerCutTest::lines)
          .max(Comparator.comparingLong(PowerCutTest::answers))
          .orElseThrow();
    }
  }

  private static long answers(List<String> lines) {
    return lines.stream().filter(line -> line.startsWith("write(1<")).count();
  }

  /** How many events are there once the power is back; even the tables may be gone. */
  private static int events(Path file) {
    try {
      JdbcCallStore store =
          JdbcCallStore.builder(SqliteFiles.open(file)).createTables(false).build();
      return store.eventsReceivedBefore("default", Instant.MAX, MAX_LIMIT, null).items().size();
    } catch (OutcomeUnknownException e) {
      return 0;
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean canTrace() throws InterruptedException {
    List<String> command = new ArrayList<>(STRACE);
    command.add("true");
    boolean can;
    try {
      Process process =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(DISCARD).start();
      can = process.waitFor() == 0;
    } catch (IOException e) {
      can = false;
    }
    if (!can) {
      System.out.println("power cuts are skipped: " + WHY);
    }
    return can;
  }
}
