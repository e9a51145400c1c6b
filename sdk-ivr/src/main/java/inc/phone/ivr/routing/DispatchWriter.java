package inc.phone.ivr.routing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes dispatches as the host platform documents them. Pure. */
final class DispatchWriter {
  private final String systemAgent;

  DispatchWriter(String systemAgent) {
    this.systemAgent = systemAgent;
  }

  AgentDispatch dispatch(@Nullable DialledNumber number, @Nullable String from, String to) {
    ObjectNode metadata =
        StrictJson.newObject()
            .put("call_type", "inbound")
            .put("phone_number_id", number == null ? null : number.id())
            .put("tenant_id", number == null ? null : number.tenantId().orElse(null))
            .put("campaign_id", number == null ? null : number.campaignId().orElse(null))
            .put("from_number", from)
            .put("to_number", to);
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("inbound", "true");
    attributes.put("phone_number", to);
    attributes.put("caller", from == null ? "" : from); // attributes are texts, never null
    return new AgentDispatch(
        number == null ? systemAgent : number.agent().orElse(systemAgent),
        new String(StrictJson.write(metadata), StandardCharsets.UTF_8),
        attributes);
  }
}
