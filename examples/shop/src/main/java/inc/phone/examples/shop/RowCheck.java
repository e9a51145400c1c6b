package inc.phone.examples.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds what the admin API shows against what it should show, and lists every difference. */
final class RowCheck {
  private final ExpectedRows expected;
  private final List<String> differences = new ArrayList<>();
  private int values;

  RowCheck(ExpectedRows expected) {
    this.expected = expected;
  }

  /** What differs, in words; empty if nothing does. */
  List<String> differences() {
    return differences;
  }

  /** How many values were compared. */
  int values() {
    return values;
  }

  /** Anything else that has to be equal. */
  void same(String what, long wanted, long actual) {
    values++;
    if (wanted != actual) {
      differences.add(what + ": should be " + wanted + ", is " + actual);
    }
  }

  void rows(DemoRows rows) {
    compare("call", expected.calls(), rows.callLog(), "call_id");
    compare("voicemail", expected.voicemails(), rows.voicemails(), "voicemail_id");
    newestFirst(rows.callLog(), "call_id", "started_at");
    newestFirst(rows.voicemails(), "voicemail_id", "created_at");
    rows.calls().forEach(this::parts);
  }

  /** The page of one call says the same as the lists, and has every event once. */
  private void parts(JsonNode call) {
    String id = call.get("call_id").textValue();
    ObjectNode row = call.deepCopy();
    JsonNode events = row.remove("events");
    JsonNode voicemails = row.remove("voicemails");
    JsonNode wanted = expected.calls().get(id);
    if (wanted != null) {
      fields("page of call " + id, wanted, row);
    }
    Set<String> ids = new HashSet<>(events.findValuesAsText("id"));
    same("different events of call " + id, row.get("event_count").intValue(), ids.size());
    same("events of call " + id, ids.size(), events.size());
    for (JsonNode voicemail : voicemails) {
      String voicemailId = voicemail.get("voicemail_id").textValue();
      JsonNode message = expected.voicemails().get(voicemailId);
      if (message != null) {
        fields("page of call " + id + ", voicemail " + voicemailId, message, voicemail);
      }
    }
  }

  private void compare(
      String what, Map<String, JsonNode> wanted, List<JsonNode> actual, String idField) {
    Set<String> seen = new HashSet<>();
    for (JsonNode row : actual) {
      String id = row.get(idField).textValue();
      JsonNode truth = wanted.get(id);
      if (truth == null || !seen.add(id)) {
        differences.add(what + " " + id + (truth == null ? ": never happened" : ": listed twice"));
      } else {
        fields(what + " " + id, truth, row);
      }
    }
    for (String id : wanted.keySet()) {
      if (!seen.contains(id)) {
        differences.add(what + " " + id + ": missing");
      }
    }
  }

  private void fields(String what, JsonNode wanted, JsonNode actual) {
    Set<String> names = new HashSet<>();
    wanted.fieldNames().forEachRemaining(names::add);
    actual.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      values++;
      @Nullable JsonNode truth = wanted.get(name);
      @Nullable JsonNode value = actual.get(name);
      if (truth == null || !truth.equals(value)) {
        differences.add(what + ", " + name + ": should be " + truth + ", is " + value);
      }
    }
  }

  private void newestFirst(List<JsonNode> rows, String idField, String timeField) {
    for (int i = 1; i < rows.size(); i++) {
      String before = rows.get(i - 1).get(timeField).asText();
      String time = rows.get(i).get(timeField).asText();
      if (before.compareTo(time) < 0) {
        differences.add(rows.get(i).get(idField).asText() + ": listed after an older one");
      }
    }
  }
}
