package inc.phone.examples.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.examples.simulator.truth.CallTruth;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the admin API should show, made from the simulator's truth and the customers alone: nothing
 * here has seen an event or the SDK's code.
 */
final class ExpectedRows {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{6,14}");

  private final Map<String, JsonNode> calls = new LinkedHashMap<>();
  private final Map<String, JsonNode> voicemails = new LinkedHashMap<>();

  ExpectedRows(List<CallTruth> truth, DemoCustomers customers) {
    for (CallTruth call : truth) {
      ObjectNode row = json(call.row());
      JsonNode messages = row.remove("voicemails");
      match(row, call, customers);
      calls.put(call.callId(), row);
      for (JsonNode message : messages) {
        ObjectNode voicemail = (ObjectNode) message;
        match(voicemail, call, customers);
        voicemails.put(voicemail.get("voicemail_id").textValue(), voicemail);
      }
    }
  }

  /** Expected calls by id. */
  Map<String, JsonNode> calls() {
    return calls;
  }

  /** Expected voicemails by id. */
  Map<String, JsonNode> voicemails() {
    return voicemails;
  }

  private static void match(ObjectNode row, CallTruth call, DemoCustomers customers) {
    String party = "outbound".equals(call.direction()) ? call.to() : call.from();
    if (party == null || !NUMBER.matcher(party).matches()) {
      row.putNull("customer_id").put("match", "no_caller_id");
      return;
    }
    Optional<String> customer = customers.idOf(party);
    row.put("customer_id", customer.orElse(null));
    row.put("match", customer.isPresent() ? "matched" : "unmatched");
  }

  /** Through text, so that numbers compare as they do on the wire. */
  private static ObjectNode json(Map<String, @Nullable Object> row) {
    try {
      return (ObjectNode) MAPPER.readTree(MAPPER.writeValueAsBytes(row));
    } catch (IOException e) {
      throw new IllegalStateException("a row can always be written and read", e);
    }
  }
}
