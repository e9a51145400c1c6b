package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.model.Call;
import inc.phone.model.CallDirection;
import inc.phone.model.CallState;
import inc.phone.model.Voicemail;
import inc.phone.number.CallParty;
import inc.phone.number.NumberNormalizer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoicemailLinksTest {
  private static final NumberNormalizer NUMBERS = NumberNormalizer.forRegion("DK");
  private static final Instant NOW = Instant.parse("2026-05-15T12:00:00Z");
  private static final String JANE = "+4520123456";

  private final VoicemailLinks links =
      new VoicemailLinks(party -> CallParty.of(party, NUMBERS).number());

  private static Call call(String id, String from, String time) {
    return Call.builder(id)
        .from(from)
        .direction(CallDirection.INBOUND)
        .state(CallState.ENDED)
        .mainNumberNumber("+4570707070")
        .startedAt(at(time))
        .build();
  }

  private static Voicemail voicemail(String from, String time) {
    return Voicemail.builder("vm")
        .from(from)
        .mainNumberNumber("+4570707070")
        .createdAt(at(time))
        .build();
  }

  private static Instant at(String time) {
    return Instant.parse("2026-05-15T" + time + "Z");
  }

  private String linked(Voicemail voicemail) {
    return links.callOf(voicemail).map(Call::id).orElse("none");
  }

  private List<String> lost() {
    return links.lost(Instant.EPOCH, NOW).stream().map(Call::id).toList();
  }

  /** The only call of the caller began at 10:00:00. */
  @ParameterizedTest
  @CsvSource({
    "09:59:59, none",
    "10:00:00, call",
    "10:29:59, call",
    "10:30:00, call",
    "10:30:01, none"
  })
  void aVoicemailBelongsToACallThatBeganInTheHalfHourBefore(String recorded, String expected) {
    links.add(call("call", JANE, "10:00:00"));
    assertThat(linked(voicemail(JANE, recorded))).isEqualTo(expected);
    assertThat(lost()).isEqualTo(expected.equals("call") ? List.of() : List.of("call"));
  }

  @Test
  void ofACallerWithANumberTheLatestCallLeftIt() {
    links.add(call("second", JANE, "10:05:00"));
    links.add(call("first", JANE, "10:00:00"));
    links.add(call("third", JANE, "10:10:00"));
    assertThat(linked(voicemail(JANE, "10:06:00"))).isEqualTo("second");
    assertThat(lost()).containsExactlyInAnyOrder("first", "third");
  }

  @ParameterizedTest
  @CsvSource(
      value = {"anonymous", "+266696687", "NULL"},
      nullValues = "NULL")
  void ofCallersWhoWithholdTheirNumberThereMustBeOneOnly(String from) {
    links.add(call("one", from, "10:00:00"));
    assertThat(linked(voicemail(from, "10:01:00"))).isEqualTo("one");
    links.add(call("other", from, "10:20:00"));
    Voicemail later = voicemail(from, "10:21:00").toBuilder().id("vm2").build();
    assertThat(linked(later)).isEqualTo("none");
    assertThat(lost()).isEmpty(); // either may have left it
  }

  /** The other call began at 10:00:00. */
  @ParameterizedTest
  @CsvSource({"10:00:00, none", "10:01:00, none", "10:01:01, latest"})
  void callsThatMayHaveOverlappedAreNotToldApart(String latest, String expected) {
    links.add(call("latest", JANE, latest));
    links.add(call("other", JANE, "10:00:00"));
    assertThat(linked(voicemail(JANE, "10:02:00"))).isEqualTo(expected);
    assertThat(lost()).isEqualTo(expected.equals("latest") ? List.of("other") : List.of());
  }

  @Test
  void whoWasAnsweredOrCalledByUsOrCalledAnotherNumberLeftNone() {
    Call call = call("call", JANE, "10:00:00");
    links.add(call.toBuilder().answeredAt(at("10:00:10")).build());
    links.add(call.toBuilder().direction(CallDirection.OUTBOUND).build());
    links.add(call.toBuilder().mainNumberNumber("+4580808080").build());
    links.add(call.toBuilder().from("+4520123457").build());
    links.add(call.toBuilder().startedAt(null).build());
    assertThat(linked(voicemail(JANE, "10:01:00"))).isEqualTo("none");
    assertThat(linked(voicemail(JANE, "10:01:00").toBuilder().createdAt(null).build()))
        .isEqualTo("none");
  }

  @Test
  void whatAnEventSaidIsCertainWhateverTheListSays() {
    links.add(call("likely", JANE, "10:00:00"));
    links.addStored("vm", "true");
    assertThat(linked(voicemail(JANE, "10:01:00"))).isEqualTo("true");
    assertThat(lost()).containsExactly("likely");
  }

  @Test
  void aCallThatStillRingsIsNotLost() {
    links.add(call("call", JANE, "10:00:00").toBuilder().state(CallState.INITIATED).build());
    assertThat(lost()).isEmpty();
  }
}
