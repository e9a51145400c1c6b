package inc.phone.webhooks.livekit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.core.testkit.HostileLocales;
import inc.phone.model.CallDirection;
import inc.phone.model.PhoneIncException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveKitEventTest {
  @Test
  void readsWhatLiveKitSends() {
    HostileLocales.checkUnderAll(
        () -> {
          LiveKitEvent event =
              parse(
                  """
                  {"event":"participant_joined",
                   "room":{"sid":"RM_abc","name":"call-_+4520123456_Xy12","creationTime":"1795251998"},
                   "participant":{"sid":"PA_abc","identity":"sip_+4520123456","state":"ACTIVE",
                     "joinedAt":"1795251999","name":"Phone +4520123456","kind":"SIP",
                     "attributes":{"sip.callID":"SCL_abc","sip.callStatus":"active",
                       "sip.phoneNumber":"+4520123456","sip.ruleID":"SDR_abc","sip.trunkID":"ST_abc",
                       "sip.trunkPhoneNumber":"+4570707070","sip.h.x-note":"Jørgen 🎧"}},
                   "id":"EV_abc","createdAt":"1795252000","numDropped":3,
                   "futureField":{"note":[1,2.5,null]}}""");
          assertThat(event.name()).isEqualTo("participant_joined");
          assertThat(event.id()).isEqualTo("EV_abc");
          assertThat(event.createdAt()).isEqualTo(Instant.ofEpochSecond(1_795_252_000));
          assertThat(event.roomName()).isEqualTo("call-_+4520123456_Xy12");
          assertThat(event.roomSid()).isEqualTo("RM_abc");
          assertThat(event.roomCreatedAt()).isEqualTo(Instant.ofEpochSecond(1_795_251_998));
          LiveKitParticipant caller = event.participant();
          assertThat(caller.sid()).isEqualTo("PA_abc");
          assertThat(caller.identity()).isEqualTo("sip_+4520123456");
          assertThat(caller.isSip()).isTrue();
          assertThat(caller.joinedAt()).isEqualTo(Instant.ofEpochSecond(1_795_251_999));
          assertThat(caller.sipCallId()).isEqualTo("SCL_abc");
          assertThat(caller.trunkId()).isEqualTo("ST_abc");
          assertThat(caller.callStatus()).isEqualTo("active");
          assertThat(caller.phoneNumber()).isEqualTo("+4520123456");
          assertThat(caller.trunkPhoneNumber()).isEqualTo("+4570707070");
          assertThat(caller.direction()).isEqualTo(CallDirection.INBOUND);
          assertThat(caller.attributes()).hasSize(7).containsEntry("sip.h.x-note", "Jørgen 🎧");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "room.finished, room_finished",
    "room.closed, room_finished",
    "participant.joined, participant_joined",
    "participant.left, participant_left",
    "room.started, room_started",
    "egress.ended, egress_ended",
    "agent_job_ended, agent_job_ended",
    "ingress_started, ingress_started",
    "track_published, track_published",
    "participant_connection_aborted, participant_connection_aborted",
    "sip.future.event, sip.future.event",
    "room_closed, room_closed",
    "Room.Finished, Room.Finished"
  })
  void knowsEveryNameAndTheFormsWithADot(String given, String name) {
    assertThat(parse("{\"event\":\"" + given + "\"}").name()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"1795252000\" | 1795252000",
        "1795252000 | 1795252000",
        "\"0\" | ",
        "0 | ",
        "\"\" | ",
        "null | ",
        "\"999999999999\" | 999999999999"
      })
  void readsSecondsAsTextOrNumber(String json, Long seconds) {
    assertThat(parse("{\"event\":\"x\",\"createdAt\":" + json + "}").createdAt())
        .isEqualTo(seconds == null ? null : Instant.ofEpochSecond(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"event\":null}",
        "{\"event\":\"\"}",
        "{\"event\":7}",
        "{\"event\":\"x\"}{}",
        "{\"event\":\"x\",\"event\":\"y\"}",
        "{\"event\":\"x\",\"room\":[]}",
        "{\"event\":\"x\",\"room\":{\"name\":7}}",
        "{\"event\":\"x\",\"room\":{\"name\":\" \"}}",
        "{\"event\":\"x\",\"id\":7}",
        "{\"event\":\"x\",\"participant\":\"canary\"}",
        "{\"event\":\"x\",\"participant\":{\"attributes\":[]}}",
        "{\"event\":\"x\",\"participant\":{\"attributes\":{\"canary\":7}}}",
        "{\"event\":\"x\",\"createdAt\":\"canary\"}",
        "{\"event\":\"x\",\"createdAt\":\"-1\"}",
        "{\"event\":\"x\",\"createdAt\":1.5}",
        "{\"event\":\"x\",\"createdAt\":\"1e9\"}",
        "{\"event\":\"x\",\"createdAt\":\"+5\"}",
        "{\"event\":\"x\",\"createdAt\":\"١٧٦٧\"}",
        "{\"event\":\"x\",\"createdAt\":\"1795252000000\"}",
        "{\"event\":\"x\",\"egressInfo\":{\"roomName\":[\"canary\"]}}",
        "{\"event\":\"egress_ended\",\"egressInfo\":{\"fileResults\":{}}}"
      })
  void refusesWhatItCannotReadWithoutRepeatingIt(String body) {
    assertThatThrownBy(() -> parse(body))
        .isInstanceOf(PhoneIncException.class)
        .satisfies(e -> assertThat(e.getMessage().replace("/canary", "")).doesNotContain("canary"));
  }

  @ParameterizedTest
  @CsvSource({
    "sip_+4520123456, SDR_1, active, inbound",
    "sip_+4520123456, , , inbound",
    "sip_a1b2c3d4e5f60718, , ringing, inbound",
    "sip_+4520123456, , dialing, outbound",
    "transfer-target, , active, outbound",
    "transfer-target, SDR_1, dialing, inbound"
  })
  void tellsWhoCalledWhom(String identity, String rule, String status, String direction) {
    LiveKitParticipant participant =
        parse(
                """
                {"event":"participant_joined","participant":{"sid":"PA_1","identity":"%s","kind":"SIP",
                 "attributes":{"sip.ruleID":"%s","sip.callStatus":"%s"}}}"""
                    .formatted(identity, rule == null ? "" : rule, status == null ? "" : status))
            .participant();

    assertThat(participant.direction()).hasToString(direction);
  }

  @Test
  void whoIsNotOnThePhoneHasNoDirection() {
    LiveKitParticipant browser =
        parse("{\"event\":\"x\",\"participant\":{\"identity\":\"sip_1\"}}").participant();

    assertThat(browser.kind()).isEqualTo("STANDARD");
    assertThat(browser.direction()).isNull();
    assertThat(browser.attributes()).isEqualTo(Map.of());
    assertThat(browser.phoneNumber()).isNull();
    assertThat(browser.sid()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "egress_ended | {\"roomName\":\"r\",\"fileResults\":[{\"location\":\"https://x/1.mp4\"}]} | https://x/1.mp4",
        "egress_ended | {\"roomName\":\"r\",\"file\":{\"location\":\"https://x/2.mp4\"}} | https://x/2.mp4",
        "egress_ended | {\"roomName\":\"r\",\"status\":\"EGRESS_COMPLETE\",\"fileResults\":[{\"location\":\"u\"},{\"location\":\"v\"}]} | u",
        "egress_ended | {\"roomName\":\"r\",\"status\":\"EGRESS_FAILED\",\"fileResults\":[{\"location\":\"u\"}]} | ",
        "egress_ended | {\"roomName\":\"r\",\"status\":\"EGRESS_ABORTED\",\"fileResults\":[{\"location\":\"u\"}]} | ",
        "egress_ended | {\"roomName\":\"r\",\"fileResults\":[]} | ",
        "egress_ended | {\"roomName\":\"r\",\"fileResults\":[{}]} | ",
        "egress_updated | {\"roomName\":\"r\",\"fileResults\":[{\"location\":\"u\"}]} | "
      })
  void findsTheRecordingThatEndedWell(String name, String egress, String url) {
    LiveKitEvent event = parse("{\"event\":\"" + name + "\",\"egressInfo\":" + egress + "}");

    assertThat(event.recordingUrl()).isEqualTo(url);
    assertThat(event.roomName()).isEqualTo("r");
  }

  @Test
  void printsNoNumber() {
    LiveKitEvent event =
        parse(
            """
            {"event":"x","id":"EV_1","room":{"name":"call-+4520123456"},
             "participant":{"sid":"PA_1","identity":"sip_+4520123456","kind":"SIP"}}""");

    assertThat(event + " " + event.participant())
        .isEqualTo("LiveKitEvent[x, EV_1] LiveKitParticipant[SIP, PA_1]");
  }

  private static LiveKitEvent parse(String body) {
    return LiveKitEvent.parse(body.getBytes(UTF_8));
  }
}
