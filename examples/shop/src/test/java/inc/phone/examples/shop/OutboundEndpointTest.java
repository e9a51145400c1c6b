package inc.phone.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import inc.phone.examples.shop.outbound.FakeLiveKit;
import inc.phone.webhooks.signature.WebhookSigner;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop calls a customer, and LiveKit tells of it. */
class OutboundEndpointTest {
  private static final String CALLS = "/calls";

  @TempDir Path folder;
  private FakeLiveKit liveKit;
  private TestShop shop;

  @BeforeEach
  void start() throws IOException {
    liveKit = new FakeLiveKit();
    Map<String, String> environment = TestShop.environment(folder);
    environment.put("LIVEKIT_URL", liveKit.url());
    environment.put("LIVEKIT_API_KEY", FakeLiveKit.KEY);
    environment.put("LIVEKIT_API_SECRET", FakeLiveKit.SECRET);
    environment.put("LIVEKIT_OUTBOUND_TRUNK_ID", "ST_out");
    environment.put("SHOP_CALL_REGIONS", "DK, SE");
    shop = TestShop.start(environment);
  }

  @AfterEach
  void stop() {
    shop.close();
    liveKit.close();
  }

  private HttpResponse<String> place(String json) {
    return shop.admin("POST", CALLS, json);
  }

  private void liveKitTells(String body) {
    var request = shop.request("/api/v1/webhooks/livekit/events");
    WebhookSigner.liveKit(FakeLiveKit.KEY, FakeLiveKit.SECRET)
        .sign(body.getBytes(UTF_8))
        .forEach(request::header);
    assertThat(shop.send(request.POST(BodyPublishers.ofString(body))).body()).contains("accepted");
  }

  private static String participant(String event, String room, Instant at, String status) {
    return """
    {"event":"%1$s","id":"EV_%1$s","createdAt":"%3$d","room":{"sid":"RM_1","name":"%2$s"},
     "participant":{"sid":"PA_1","identity":"callee","kind":"SIP","joinedAt":"%3$d",
      "attributes":{"sip.callID":"SCL_1","sip.callStatus":"%4$s","sip.trunkID":"ST_out",
       "sip.phoneNumber":"+4520123456","sip.trunkPhoneNumber":"+4570707070"}}}"""
        .formatted(event, room, at.getEpochSecond(), status);
  }

  @Test
  void aPlacedCallIsOneRowThatLiveKitCompletesWithItsRecording() {
    HttpResponse<String> answer = place("{\"to\":\"20 12 34 56\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    String room = TestShop.parse(answer).get("call_id").textValue();
    assertThat(room).doesNotContain("20123456");
    assertThat(liveKit.asked())
        .extracting(FakeLiveKit.Asked::method)
        .containsExactly(FakeLiveKit.DISPATCH, FakeLiveKit.DIAL);
    assertThat(liveKit.asked().get(0).body().get("agent_name").textValue())
        .isEqualTo("telephony-agent");

    Instant now = Instant.now();
    liveKitTells(participant("participant_joined", room, now, "dialing"));
    liveKitTells(participant("participant_left", room, now.plusSeconds(40), "hangup"));
    liveKitTells(
        """
        {"event":"egress_ended","id":"EV_3","createdAt":"%d","egressInfo":{"egressId":"EG_1",
         "roomName":"%s","status":"EGRESS_COMPLETE",
         "fileResults":[{"location":"https://recordings.example/1.ogg"}]}}"""
            .formatted(now.getEpochSecond() + 45, room));

    JsonNode call = shop.call(room);
    assertThat(call.get("direction").textValue()).isEqualTo("outbound");
    assertThat(call.get("to").textValue()).isEqualTo("+4520123456");
    assertThat(call.get("from").textValue()).isEqualTo("+4570707070");
    assertThat(call.get("customer_id").textValue()).isEqualTo("jane");
    assertThat(call.get("match").textValue()).isEqualTo("matched");
    assertThat(call.get("state").textValue()).isEqualTo("ended");
    assertThat(call.get("answered_at").isNull()).isFalse();
    assertThat(call.get("lost").booleanValue()).isFalse();
    assertThat(call.get("recording_url").textValue()).isEqualTo("https://recordings.example/1.ogg");
    assertThat(shop.json(CALLS).get("calls")).hasSize(1);
    assertThat(shop.admin(CALLS + "/" + room + "/recording").headers().firstValue("Location"))
        .contains("https://recordings.example/1.ogg");
  }

  @Test
  void aSecondClickDoesNotRingAgain() {
    String click = "{\"to\":\"+4520123456\",\"request_id\":\"click-1\"}";

    assertThat(place(click).statusCode()).isEqualTo(201);
    HttpResponse<String> second = place(click);

    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.body()).isEqualTo("{\"call_id\":\"out-click-1\",\"repeated\":true}");
    assertThat(liveKit.dialled()).isEqualTo(1);
  }

  @Test
  void theCustomerThatIsNamedIsTheCalls() {
    place(
        "{\"to\":\"20123456\",\"request_id\":\"r\",\"customer_id\":\"jane's mother\",\"agent\":\"\"}");

    JsonNode call = shop.call("out-r");
    assertThat(call.get("customer_id").textValue()).isEqualTo("jane's mother");
    assertThat(call.get("match").textValue()).isEqualTo("manual");
    assertThat(liveKit.asked())
        .extracting(FakeLiveKit.Asked::method)
        .containsExactly(FakeLiveKit.DIAL);
  }

  @Test
  void whoeverMayNotBeCalledIsNotAndWhatMakesNoSenseIsRefused() {
    for (String number : List.of("90 12 34 56", "+881612345678", "+14155551234")) {
      HttpResponse<String> answer = place("{\"to\":\"%s\"}".formatted(number));
      assertThat(answer.statusCode()).as(number).isEqualTo(422);
      assertThat(answer.body()).contains("may not be called").doesNotContain(number);
    }
    for (String wrong :
        List.of(
            "",
            "{}",
            "{\"to\":\"112\"}",
            "{\"to\":\"anonymous\"}",
            "{\"to\":7}",
            "{\"to\":\"20123456\",\"request_id\":\"a b\"}",
            "{\"to\":\"20123456\",\"customer_id\":\"\"}")) {
      assertThat(place(wrong).statusCode()).as(wrong).isEqualTo(400);
    }
    var stranger = shop.request("/api/admin/phone/calls");
    assertThat(
            shop.send(stranger.POST(BodyPublishers.ofString("{\"to\":\"20123456\"}"))).statusCode())
        .isEqualTo(401);
    assertThat(liveKit.asked()).isEmpty();
    assertThat(shop.json(CALLS).get("calls")).isEmpty();
  }

  @Test
  void whatCameOfItShowsInTheStatus() {
    String busy = "{\"code\":\"unavailable\",\"meta\":{\"sip_status_code\":\"486\"}}";
    liveKit.reply(FakeLiveKit.DIAL, 503, busy);
    assertThat(place("{\"to\":\"20123456\",\"request_id\":\"r1\"}").statusCode()).isEqualTo(502);
    assertThat(shop.call("out-r1").get("state").textValue()).isEqualTo("ended");

    liveKit.hangUp(FakeLiveKit.DIAL);
    assertThat(place("{\"to\":\"20123456\",\"request_id\":\"r2\"}").statusCode()).isEqualTo(504);
    assertThat(shop.call("out-r2").get("state").textValue()).isEqualTo("initiated");

    liveKit.close();
    assertThat(place("{\"to\":\"20123456\",\"request_id\":\"r3\"}").statusCode()).isEqualTo(503);
    assertThat(shop.call("out-r3").get("state").textValue()).isEqualTo("ended");
  }

  @Test
  void withoutATrunkNobodyIsCalled(@TempDir Path other) {
    try (TestShop without = TestShop.start(other)) {
      HttpResponse<String> answer = without.admin("POST", CALLS, "{\"to\":\"20123456\"}");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("LIVEKIT_OUTBOUND_TRUNK_ID");
    }
  }
}
