package inc.phone.examples.shop;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.ivr.agent.AiHandoff;
import inc.phone.ivr.agent.ToolAudit;
import inc.phone.ivr.agent.ToolCall;
import inc.phone.ivr.agent.ToolRegistry;
import inc.phone.ivr.agent.ToolResult;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.spi.CallFilter;
import inc.phone.webhooks.spi.CallQueries;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an AI receptionist may ask this shop for, and who it may ask about: the customer of its call
 * and nobody else, whatever the model was talked into. The customer is the one the call was matched
 * to, never an argument.
 *
 * <p>What callers said comes back as text in a field of its own, cut short. To a model it is data,
 * like every result of a tool. Every call of a tool is in the log. Thread-safe.
 */
final class ShopTools {
  private static final Logger LOG = LoggerFactory.getLogger(ShopTools.class);
  private static final int MAX_CALLS = 5;
  private static final int MAX_SUMMARY_LENGTH = 500;

  private final CallQueries calls;
  private final String source;
  private final Orders orders;

  private ShopTools(CallQueries calls, String source, Orders orders) {
    this.calls = calls;
    this.source = source;
    this.orders = orders;
  }

  static ToolRegistry registry(CallQueries calls, String source, Orders orders) {
    return registry(calls, source, orders, ShopTools::log);
  }

  static ToolRegistry registry(CallQueries calls, String source, Orders orders, ToolAudit audit) {
    ShopTools tools = new ShopTools(calls, source, orders);
    return ToolRegistry.builder()
        .tool("order_status", call -> tools.orderStatus(call, "order_id"))
        .tool("lookup_order", call -> tools.orderStatus(call, "order_no"))
        .tool("recent_calls", tools::recentCalls)
        .audit(audit)
        .build();
  }

  /** {@code {"found", "order_id", "status"}}; an order of somebody else is as good as none. */
  private String orderStatus(ToolCall call, String argument) {
    Optional<String> customer = customer(call);
    return call.text(argument)
        .flatMap(orders::find)
        .filter(order -> customer.filter(order.customer()::equals).isPresent())
        .map(
            order ->
                Answers.object()
                    .put("found", true)
                    .put("order_id", order.id())
                    .put("status", order.status()))
        .orElseGet(() -> Answers.object().put("found", false))
        .toString();
  }

  /** {@code {"calls": [{"call_id", "started_at", "direction", "summary"}]}}, newest first. */
  private String recentCalls(ToolCall call) {
    ObjectNode json = Answers.object();
    ArrayNode list = json.putArray("calls");
    customer(call)
        .filter(customer -> call.text("customer").map(customer::equals).orElse(true))
        .ifPresent(customer -> listCalls(list, customer, call.handoff().callId()));
    return json.toString();
  }

  private void listCalls(ArrayNode list, String customer, String thisCall) {
    CallFilter filter = new CallFilter(customer, null, null);
    calls.calls(source, filter, MAX_CALLS + 1, null).items().stream()
        .filter(call -> !call.callId().equals(thisCall))
        .limit(MAX_CALLS)
        .forEach(call -> list.add(view(call)));
  }

  private static ObjectNode view(CallRecord call) {
    return Answers.object()
        .put("call_id", call.callId())
        .put("started_at", Objects.toString(call.startedAt(), null))
        .put("direction", Objects.toString(call.direction(), null))
        .put("summary", shortened(call.summary()));
  }

  private static @Nullable String shortened(@Nullable String text) {
    if (text == null || text.length() <= MAX_SUMMARY_LENGTH) {
      return text;
    }
    boolean halves = Character.isHighSurrogate(text.charAt(MAX_SUMMARY_LENGTH - 1));
    return text.substring(0, MAX_SUMMARY_LENGTH - (halves ? 1 : 0)) + "…";
  }

  private Optional<String> customer(ToolCall call) {
    return calls.call(new CallKey(source, call.handoff().callId())).map(CallRecord::customerId);
  }

  private static void log(
      AiHandoff handoff, String tool, ToolResult.Status status, Instant began, Duration took) {
    LOG.atInfo()
        .addKeyValue("call_id", handoff.callId())
        // Of a tool that was not offered the name may be any text.
        .addKeyValue("tool", status == ToolResult.Status.NOT_OFFERED ? "?" : tool)
        .addKeyValue("status", status)
        .addKeyValue("began", began)
        .addKeyValue("took_ms", took.toMillis())
        .log("an assistant asked for a tool");
  }
}
