package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published examples, through the endpoint into the rows, field by field. */
class SeedBodiesTest {
  @TempDir Path folder;

  @Test
  void vendorsExampleBecomesACall() {
    try (TestShop shop = TestShop.start(folder)) {
      shop.accept(Bodies.SEED_ENVELOPE);

      ObjectNode call = (ObjectNode) shop.call("01JVWX...");

      JsonNode events = call.remove("events");
      assertThat(events).hasSize(1);
      assertThat(events.get(0).get("type").textValue()).isEqualTo("call.answered");
      assertThat(events.get(0).get("occurred_at").textValue()).isEqualTo("2026-05-15T14:22:33Z");
      assertThat(events.get(0).get("late").booleanValue()).isFalse();
      assertThat(call.remove("voicemails")).isEmpty();
      assertThat(call)
          .hasToString(
              """
              {"call_id":"01JVWX...","from":"+14155551234","to":"+14155559876",\
              "direction":"inbound","state":"answered","started_at":"2026-05-15T14:22:00Z",\
              "answered_at":"2026-05-15T14:22:33Z","ended_at":null,"duration":null,\
              "branch_id":null,"customer_id":"bob","match":"matched","recording_url":null,\
              "transcription":null,"summary":null,"lost":false,"outside_opening_hours":false,\
              "event_count":1}""");
    }
  }

  @Test
  void platformsExampleBecomesAVoicemail() {
    try (TestShop shop = TestShop.start(folder)) {
      shop.accept(Bodies.SEED_FLAT);

      JsonNode call = shop.call("call_2NjA...");

      assertThat(call.get("transcription").isNull()).isTrue();
      assertThat(call.get("recording_url").isNull()).isTrue();
      assertThat(call.get("events").get(0).get("id").textValue()).isEqualTo("evt_2NjA...");
      JsonNode expected = call.get("voicemails").get(0);
      assertThat(shop.json("/voicemails").get("voicemails").get(0)).isEqualTo(expected);
      assertThat(expected)
          .hasToString(
              """
              {"voicemail_id":"vm:call_2NjA...","call_id":"call_2NjA...","from":"+4520123456",\
              "branch_id":null,"main_number_name":null,\
              "transcription":"Hi, I'm calling about the order I placed yesterday...",\
              "audio_url":"https://phone.inc/.../audio.mp3","created_at":null,\
              "transcribed_at":"2026-05-25T10:14:22Z","customer_id":"jane","match":"matched"}""");
    }
  }
}
