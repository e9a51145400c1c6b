package inc.phone.ivr.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboundCallRequestTest {
  /** As the host platform's page has it. */
  private static final String SEED =
      """
      {
        "call_id": "unique-call-id",
        "trunk_id": "ST_YOUR_INBOUND_TRUNK_ID",
        "trunk_phone_number": "+1XXXXXXXXXX",
        "from_number": "+15551234567",
        "to_number": "+1XXXXXXXXXX",
        "room_name": "sip-room-abc123"
      }
      """;

  @Test
  void readsThePayloadOfTheHostPlatform() {
    InboundCallRequest request = valid(SEED);

    assertThat(request.callId()).isEqualTo("unique-call-id");
    assertThat(request.trunkId()).isEqualTo("ST_YOUR_INBOUND_TRUNK_ID");
    assertThat(request.trunkPhoneNumber()).isEqualTo("+1XXXXXXXXXX");
    assertThat(request.fromNumber()).isEqualTo("+15551234567");
    assertThat(request.toNumber()).isEqualTo("+1XXXXXXXXXX");
    assertThat(request.roomName()).isEqualTo("sip-room-abc123");
    assertThat(request.toString()).doesNotContain("+1");
  }

  @Test
  void unknownFieldsAndMissingOnesThatNobodyNeedsAreFine() {
    InboundCallRequest request =
        valid("{\"call_id\":\"c\",\"from_number\":\"\",\"to_number\":\"+4570707070\",\"x\":[1]}");

    assertThat(request.fromNumber()).isNull();
    assertThat(request.roomName()).isNull();
    assertThat(request.trunkId()).isNull();
  }

  @Test
  void theTrunksNumberStandsInForTheDialledOne() {
    for (String to : new String[] {"", "\"to_number\":null,", "\"to_number\":\" \","}) {
      String json =
          "{\"call_id\":\"c\",%s\"from_number\":\"\",\"trunk_phone_number\":\"+4570707070\"}";
      assertThat(valid(json.formatted(to)).toNumber()).isEqualTo("+4570707070");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                                  | document",
        "not json                                            | malformed JSON",
        "[]                                                  | document",
        "{}                                                  | from_number is required; empty if it is withheld",
        "{\"from_number\":\"\",\"to_number\":\"1\"}          | call_id is required",
        "{\"call_id\":\"c\",\"from_number\":\"\"}            | to_number is required",
        "{\"call_id\":\"\",\"from_number\":\"\",\"to_number\":\"1\"}  | call_id",
        "{\"call_id\":7,\"from_number\":\"\",\"to_number\":\"1\"}     | call_id",
        "{\"call_id\":\"c\",\"from_number\":7,\"to_number\":\"1\"}    | from_number",
        "{\"call_id\":\"c\",\"from_number\":\"\",\"to_number\":[]}    | to_number",
        "{\"call_id\":\"c\",\"from_number\":\"\",\"to_number\":\"1\",\"room_name\":\"\\u0007\"} | room_name must be 1 to 128 printable characters",
        "{\"call_id\":\"c\",\"call_id\":\"d\",\"from_number\":\"\",\"to_number\":\"1\"} | "
      })
  void whatIsNoRequestIsAReasonWithoutValues(String body, String reason) {
    ParsedRequest parsed = InboundCallRequest.parse(body.getBytes(UTF_8));

    assertThat(parsed).isInstanceOf(ParsedRequest.Invalid.class);
    assertThat(((ParsedRequest.Invalid) parsed).reason()).contains(reason == null ? "" : reason);
  }

  @Test
  void longTextIsRefusedWithLimitAndLength() {
    assertThatThrownBy(() -> InboundCallRequest.builder("c", "1".repeat(129)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("to_number must be at most 128 characters, has 129");
  }

  private static InboundCallRequest valid(String json) {
    return ((ParsedRequest.Valid) InboundCallRequest.parse(json.getBytes(UTF_8))).request();
  }
}
