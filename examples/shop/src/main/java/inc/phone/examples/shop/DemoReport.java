package inc.phone.examples.shop;

import com.fasterxml.jackson.databind.JsonNode;
import inc.phone.examples.simulator.delivery.Statistics;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What the demonstration prints. */
final class DemoReport {
  private static final int NEWEST = 8;
  private static final int MOST_DIFFERENCES = 50;

  private final PrintStream out;

  DemoReport(PrintStream out) {
    this.out = out;
  }

  void line(String text, Object... values) {
    out.println(String.format(Locale.ROOT, text, values).stripTrailing());
  }

  void progress(Statistics soFar, Duration elapsed) {
    line(
        "  %3d s   %,6d of %,d events acknowledged, %,6d deliveries, %,4d forgeries",
        elapsed.toSeconds(),
        soFar.acknowledged(),
        soFar.events(),
        soFar.deliveries(),
        soFar.forgeriesSent());
  }

  void invitation(URI address, String password) {
    line("");
    line("Look at it: %s", address);
    line("Password:   %s", password);
    line("Enter ends the demonstration and removes everything.");
  }

  void summary(Statistics sent, DemoRows rows) {
    line("");
    count("calls", rows.callLog().size(), "");
    count("voicemails", rows.voicemails().size(), rows.transcribed() + " with their text");
    count(
        "matched customers",
        rows.matching("matched"),
        rows.matching("unmatched")
            + " calls of strangers, "
            + rows.matching("no_caller_id")
            + " without caller id");
    count("events", rows.events(), "in " + sent.deliveries() + " deliveries");
    count(
        "duplicates absorbed",
        sent.deliveries() - rows.events(),
        sent.duplicates()
            + " copies, "
            + sent.retries()
            + " retries ("
            + sent.reRendered()
            + " written anew, "
            + sent.reStamped()
            + " with another time)");
    count("late events merged", rows.lateEvents(), "overtaken by an event that follows them");
    count("forgeries refused", sent.forgeriesRefused(), "of " + sent.forgeriesSent());
    count("quarantined", rows.quarantine().size(), "authentic but unreadable, kept byte for byte");
  }

  private void count(String what, long count, String remark) {
    line("  %-22s%,8d   %s", what, count, remark);
  }

  void newestCalls(DemoRows rows, DemoCustomers customers) {
    line("");
    line("  the newest calls");
    line("  %-10s%-16s%-22s%s", "time", "caller", "customer", "outcome");
    for (JsonNode call : rows.calls().subList(0, Math.min(NEWEST, rows.calls().size()))) {
      line(
          "  %-10s%-16s%-22s%s",
          call.get("started_at").asText().substring(11, 19),
          call.get("from").asText("-"),
          customer(call, customers),
          outcome(call));
    }
  }

  private static String customer(JsonNode call, DemoCustomers customers) {
    return call.get("customer_id").isNull()
        ? "(" + call.get("match").textValue().replace('_', ' ') + ")"
        : customers.nameOf(call.get("customer_id").textValue());
  }

  private static String outcome(JsonNode call) {
    if (!call.get("answered_at").isNull()) {
      long seconds = call.get("duration").asLong();
      return String.format(Locale.ROOT, "answered, %d:%02d", seconds / 60, seconds % 60);
    }
    if (call.get("voicemails").isEmpty()) {
      return "lost" + (call.get("outside_opening_hours").asBoolean() ? ", closed" : "");
    }
    JsonNode words = call.get("voicemails").get(0).get("transcription");
    return "voicemail" + (words.isNull() ? "" : ": " + shortened(words.textValue()));
  }

  private static String shortened(String words) {
    return words.length() <= 36 ? words : words.substring(0, 33) + "...";
  }

  void verdict(RowCheck check) {
    List<String> differences = check.differences();
    line("");
    if (differences.isEmpty()) {
      line("  CHECKED  %,d values through the admin API: all as they happened", check.values());
      return;
    }
    differences.stream().limit(MOST_DIFFERENCES).forEach(text -> line("  %s", text));
    line("  FAILED   %,d of %,d values differ", differences.size(), check.values());
  }
}
