package inc.phone.examples.shop;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything the admin API shows.
 *
 * @param callLog the list of calls
 * @param calls each of them on its own, with events and voicemails
 * @param voicemails the list of voicemails
 * @param quarantine the bodies in quarantine
 */
record DemoRows(
    List<JsonNode> callLog,
    List<JsonNode> calls,
    List<JsonNode> voicemails,
    List<JsonNode> quarantine) {

  static DemoRows read(AdminClient admin) throws IOException, InterruptedException {
    List<JsonNode> callLog = admin.calls();
    List<JsonNode> calls = new ArrayList<>(callLog.size());
    for (JsonNode row : callLog) {
      calls.add(admin.call(row.get("call_id").textValue()));
    }
    return new DemoRows(callLog, calls, admin.voicemails(), admin.quarantine());
  }

  /** How many calls have this word in their column {@code match}. */
  long matching(String word) {
    return callLog.stream().filter(row -> row.get("match").textValue().equals(word)).count();
  }

  /** How many different events there are. */
  long events() {
    return callLog.stream().mapToLong(row -> row.get("event_count").longValue()).sum();
  }

  /** How many events came after one that follows them. */
  long lateEvents() {
    return calls.stream()
        .flatMap(call -> call.get("events").findValues("late").stream())
        .filter(JsonNode::booleanValue)
        .count();
  }

  /** How many voicemails have their text. */
  long transcribed() {
    return voicemails.stream().filter(row -> !row.get("transcription").isNull()).count();
  }
}
