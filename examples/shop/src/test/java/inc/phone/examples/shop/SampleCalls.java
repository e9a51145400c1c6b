package inc.phone.examples.shop;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An ordinary Friday on the phone: some customers, some strangers, one who hides. */
final class SampleCalls {
  private static final String DAY = "2026-05-15T";
  private static final String SHOP = "+4570707070";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final TestShop shop;

  SampleCalls(TestShop shop) {
    this.shop = shop;
  }

  /** The environment of a shop with these customers. */
  static Map<String, String> environment(Path folder) {
    Map<String, String> environment = TestShop.environment(folder);
    try {
      Path customers = folder.resolve("people.csv");
      Files.writeString(
          customers,
          """
          id,name,phone
          c101,Astrid Holm,20 12 34 56
          c102,Mikkel Sørensen,20 98 76 54
          c103,Freja Lund,31 22 44 66
          c104,Oliver Bech,+45 42 10 20 30
          c105,"Núñez, Inés",+34 612 345 678
          """);
      environment.put("SHOP_CUSTOMERS", customers.toString());
      Path orders = folder.resolve("orders.csv");
      Files.writeString(
          orders,
          """
          id,customer,status,placed_at,total
          4711,c101,shipped,2026-05-12T09:14:00Z,"4 299 kr."
          4688,c101,delivered,2026-03-02T15:40:00Z,349 kr.
          4702,c103,in the workshop,2026-05-09T11:02:00Z,1 150 kr.
          """);
      environment.put("SHOP_ORDERS", orders.toString());
      Path chats = folder.resolve("chats.csv");
      Files.writeString(
          chats,
          """
          id,customer,started_at,topic,messages
          ch1,c101,2026-05-13T18:22:00Z,"Will the blue one be here by Friday?",6
          ch2,c102,2026-05-01T08:05:00Z,Opening hours on Sunday,2
          """);
      environment.put("SHOP_CHATS", chats.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return environment;
  }

  void fill() {
    answered();
    voicemail(
        "fri-2",
        "+4520987654",
        "09:02:10",
        "support",
        "My chain came off on the way to work this morning. Could somebody have a look at it today, please? I can be there at four.");
    missed("fri-3", "+4588776655", "09:15:44");
    outbound();
    voicemail(
        "fri-5",
        "+4531224466",
        "10:08:31",
        "sales",
        "Hej, det er Freja. Jeg vil høre, om den blå ladcykel er kommet hjem. Ring endelig tilbage efter klokken fem.");
    voicemail(
        "fri-6",
        "anonymous",
        "10:31:00",
        "sales",
        "Do you have bicycles for children, about six years old?");
    ringing("fri-7", "+34612345678", "10:40:12");
    shop.call("fri-7");
  }

  private void answered() {
    ObjectNode data = call("fri-1", "+4520123456", SHOP, "inbound", "08:12:05");
    shop.accept(envelope("call.initiated", "08:12:05", data));
    press("fri-1", "+4520123456", "08:12:20", 1);
    data.put("answered_at", DAY + "08:12:31Z").put("state", "answered");
    data.putArray("employees").addObject().put("id", "e1").put("name", "Søren Kjær");
    shop.accept(envelope("call.answered", "08:12:31", data));
    data.put("state", "ended").put("duration", 194);
    shop.accept(envelope("call.ended", "08:15:45", data));
    data.put(
        "summary",
        "Astrid asked when order 4711 arrives. It is on the van and comes before noon; she wants a call if it gets later.");
    ArrayNode segments = data.putArray("transcription_segments");
    say(segments, "Søren Kjær", "e1", "Harbour Cycles, you are talking to Søren.");
    say(
        segments,
        "Caller",
        null,
        "Hi, it's Astrid. I ordered the blue one, number 4711. Is it on its way?");
    say(
        segments,
        "Søren Kjær",
        "e1",
        "One moment … yes, it is on the van. You will have it before noon.");
    say(segments, "Caller", null, "Lovely. Could you call me if it gets any later?");
    say(segments, "Søren Kjær", "e1", "Of course. Enjoy the ride!");
    data.put("transcription", "Harbour Cycles, you are talking to Søren. …");
    shop.accept(envelope("call.transcription_done", "08:16:40", data));
  }

  /** A call in which a caller said these things. */
  void spoken(String id, String from, String time, String... lines) {
    ObjectNode data = call(id, from, SHOP, "inbound", time);
    data.put("answered_at", DAY + time + "Z").put("state", "ended").put("duration", 9);
    data.put("summary", lines[0]).put("transcription", String.join("\n", lines));
    ArrayNode segments = data.putArray("transcription_segments");
    for (String line : lines) {
      say(segments, lines[0], null, line);
    }
    shop.accept(envelope("call.ended", time, data));
    shop.accept(envelope("call.transcription_done", time, data));
    shop.call(id);
  }

  private void outbound() {
    ObjectNode data = call("fri-4", SHOP, "+4520123456", "outbound", "09:48:00");
    shop.accept(envelope("call.initiated", "09:48:00", data));
    data.put("answered_at", DAY + "09:48:09Z").put("state", "ended").put("duration", 51);
    shop.accept(envelope("call.ended", "09:49:00", data));
  }

  /** A call that nobody has taken yet. */
  void ringing(String id, String from, String time) {
    shop.accept(envelope("call.initiated", time, call(id, from, SHOP, "inbound", time)));
  }

  /** A call that nobody took. */
  void missed(String id, String from, String time) {
    ObjectNode data = call(id, from, SHOP, "inbound", time);
    shop.accept(envelope("call.initiated", time, data));
    shop.accept(envelope("call.ended", time, data.put("state", "ended")));
    shop.accept(envelope("call.lost", time, data));
    shop.call(id);
  }

  /** A call that ended with a message. */
  void voicemail(String id, String from, String time, String branch, String text) {
    ObjectNode data = call(id, from, SHOP, "inbound", time);
    shop.accept(envelope("call.initiated", time, data));
    press(id, from, time, branch.equals("sales") ? 1 : 2);
    shop.accept(envelope("call.ended", time, data.put("state", "ended")));
    data.putObject("voicemail")
        .put("id", "vm-" + id)
        .put("from", from)
        .put("main_number_name", "Harbour Cycles")
        .put("transcription", text)
        .put("created_at", DAY + time + "Z");
    shop.accept(envelope("voicemail.new", time, data));
    shop.accept(envelope("voicemail.transcription_done", time, data));
    shop.call(id);
  }

  /** A key, whose meaning the menu knows. */
  private void press(String id, String from, String time, int digit) {
    shop.accept(
        Bodies.flat("branch_selected", id, time, ",\"digit\":" + digit)
            .replace("+4520123456", from));
  }

  private static void say(ArrayNode segments, String speaker, String employee, String text) {
    ObjectNode line = segments.addObject().put("speaker", speaker).put("text", text);
    if (employee != null) {
      line.put("employee_id", employee);
    }
  }

  private static ObjectNode call(String id, String from, String to, String direction, String time) {
    return JSON.objectNode()
        .put("id", id)
        .put("from", from)
        .put("to", to)
        .put("direction", direction)
        .put("state", "initiated")
        .put("started_at", DAY + time + "Z")
        .put("main_number_name", "Harbour Cycles");
  }

  private static String envelope(String event, String time, ObjectNode data) {
    ObjectNode envelope = JSON.objectNode().put("event", event).put("timestamp", DAY + time + "Z");
    envelope.set("data", data.deepCopy());
    return envelope.toString();
  }
}
