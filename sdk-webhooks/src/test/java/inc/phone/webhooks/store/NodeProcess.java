package inc.phone.webhooks.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A node that runs {@link NodeMain} in a process of its own, and can be stopped as it is. */
final class NodeProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Process process;
  private final PrintWriter commands;
  private final List<String> said = new ArrayList<>();
  private final BlockingQueue<String> output = new LinkedBlockingQueue<>();

  private NodeProcess(Process process) {
    this.process = process;
    this.commands = new PrintWriter(process.outputWriter(UTF_8), true);
    Thread reader = new Thread(this::read, "output of a node");
    reader.setDaemon(true);
    reader.start();
  }

  static NodeProcess start(String url, String name, String heldCalls) throws IOException {
    NodeProcess node =
        new NodeProcess(
            new ProcessBuilder(java(NodeMain.class, url, name, heldCalls))
                .redirectErrorStream(true)
                .start());
    node.await("ready"::equals);
    return node;
  }

  /** The command that runs a class of the tests in a small process of its own. */
  static List<String> java(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx96m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      lines.lines().forEach(output::add);
    } catch (IOException e) {
      output.add(e.toString());
    }
  }

  void tell(String command) {
    commands.println(command);
  }

  /** Waits until it said something, now or before. */
  void await(Predicate<String> wanted) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (said.stream().noneMatch(wanted)) {
        String line = output.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (line == null) {
          throw new AssertionError("the node said only " + String.join("\n", said));
        }
        said.add(line);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stops it between two instructions; it does not notice. */
  void stop() throws Exception {
    signal("STOP");
  }

  /** Lets it go on where it was stopped. */
  void goOn() throws Exception {
    signal("CONT");
  }

  private void signal(String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new IllegalStateException("kill -" + name + " failed");
    }
  }

  /** Closes its receiver and lets it end. */
  void end() {
    commands.close();
    await("closed"::equals);
  }

  @Override
  public void close() {
    process.toHandle().destroyForcibly();
  }
}
