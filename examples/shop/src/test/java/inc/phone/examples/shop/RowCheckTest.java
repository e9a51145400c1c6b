package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.examples.simulator.call.Contact;
import inc.phone.examples.simulator.truth.CallTruth;
import inc.phone.examples.simulator.truth.VoicemailTruth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The demonstration's check finds what is wrong: a check that cannot fail proves nothing. */
class RowCheckTest {
  private static final Instant TEN = Instant.parse("2026-05-15T10:00:00Z");
  private static final DemoCustomers CUSTOMERS =
      new DemoCustomers(
          List.of(new Contact("x", "Jane", "j@x.example", "+4520123456", "Smith", TEN)));

  private final ExpectedRows expected =
      new ExpectedRows(
          List.of(truth("first", TEN), truth("second", TEN.plusSeconds(60))), CUSTOMERS);

  private static CallTruth truth(String id, Instant time) {
    return new CallTruth(
        id,
        "+4520123456",
        "+4570707070",
        "inbound",
        "ended",
        time,
        null,
        time.plusSeconds(40),
        null,
        null,
        null,
        null,
        null,
        false,
        false,
        3,
        List.of(
            new VoicemailTruth(
                "vm-" + id, id, "+4520123456", null, "Sales", null, null, time, null)));
  }

  /** What a shop without fault shows. */
  private DemoRows rows() {
    List<JsonNode> log = newestFirst(expected.calls().values().stream().toList());
    List<JsonNode> voicemails = newestFirst(expected.voicemails().values().stream().toList());
    List<JsonNode> calls = new ArrayList<>();
    for (JsonNode call : log) {
      ObjectNode page = call.deepCopy();
      ArrayNode events = page.putArray("events");
      for (int i = 0; i < 3; i++) {
        events.addObject().put("id", "event-" + i).put("late", false);
      }
      String voicemailId = "vm-" + call.get("call_id").textValue();
      page.putArray("voicemails").add(expected.voicemails().get(voicemailId).deepCopy());
      calls.add(page);
    }
    return new DemoRows(log, calls, voicemails, List.of());
  }

  private static List<JsonNode> newestFirst(List<JsonNode> rows) {
    List<JsonNode> copies = new ArrayList<>();
    rows.forEach(row -> copies.add(0, row.deepCopy()));
    return copies;
  }

  @Test
  void findsNothingWrongWithAFaultlessShop() {
    RowCheck check = new RowCheck(expected);

    check.rows(rows());
    check.same("calls", 2, 2);

    assertThat(check.differences()).isEmpty();
    assertThat(check.values()).isGreaterThan(100);
  }

  static List<Arguments> faults() {
    return List.of(
        fault("call second, state: should be \"ended\"", rows -> put(rows.callLog(), "state", "x")),
        fault(
            "call second, duration: should be null", rows -> put(rows.callLog(), "duration", "3")),
        fault("call second, extra: should be null", rows -> put(rows.callLog(), "extra", "x")),
        fault(
            "call second, lost: should be false, is null",
            rows -> ((ObjectNode) rows.callLog().get(0)).remove("lost")),
        fault("call second: missing", rows -> rows.callLog().remove(0)),
        fault("call first: listed twice", rows -> rows.callLog().add(rows.callLog().get(1))),
        fault("call stranger: never happened", rows -> put(rows.callLog(), "call_id", "stranger")),
        fault(
            "second: listed after an older one",
            rows -> rows.callLog().add(rows.callLog().remove(0))),
        fault(
            "voicemail vm-second, match: should be \"matched\"",
            rows -> put(rows.voicemails(), "match", "pending")),
        fault("voicemail vm-second: missing", rows -> rows.voicemails().remove(0)),
        fault(
            "page of call second, customer_id: should be \"c101\"",
            rows -> put(rows.calls(), "customer_id", "bob")),
        fault(
            "different events of call second: should be 3, is 2",
            rows -> ((ObjectNode) rows.calls().get(0).get("events").get(0)).put("id", "event-1")),
        fault(
            "page of call second, voicemail vm-second, audio_url: should be null",
            rows ->
                ((ObjectNode) rows.calls().get(0).get("voicemails").get(0)).put("audio_url", "x")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void findsEveryFault(String difference, Consumer<DemoRows> fault) {
    DemoRows rows = rows();
    fault.accept(rows);
    RowCheck check = new RowCheck(expected);

    check.rows(rows);

    assertThat(check.differences()).anyMatch(text -> text.startsWith(difference));
  }

  @Test
  void findsCountsThatDiffer() {
    RowCheck check = new RowCheck(expected);

    check.same("forgeries refused", 3, 2);

    assertThat(check.differences()).containsExactly("forgeries refused: should be 3, is 2");
  }

  private static Arguments fault(String difference, Consumer<DemoRows> fault) {
    return Arguments.of(difference, fault);
  }

  private static void put(List<JsonNode> rows, String field, String value) {
    ((ObjectNode) rows.get(0)).put(field, value);
  }
}
