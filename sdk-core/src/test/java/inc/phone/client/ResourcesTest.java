package inc.phone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.model.Call;
import inc.phone.model.CallDirection;
import inc.phone.model.CallState;
import inc.phone.model.Voicemail;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourcesTest {
  private static final Instant APRIL = Instant.parse("2026-04-01T10:00:00Z");

  private final TestServer server = new TestServer();
  private final PhoneIncClient phone = new ManualTime().client(server).build();

  @AfterEach
  void close() {
    phone.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void listsEmployees(Form form) {
    server.answers(
        200,
        """
        {"employees":[{"id":"0193f4b0-aaaa-7c00-9e3d-2b2b8a7f1c20","name":"Jane Smith",
          "email":"jane@example.com","phone":null,"invitation_pending":true,
          "created_at":"2026-04-01T10:00:00Z","updated_at":"2026-04-01T10:00:00Z",
          "mood":"good"},{"id":"2"}]}""");

    List<Employee> all =
        form.call(() -> phone.employees().list(), () -> phone.employees().listAsync());

    assertThat(line()).isEqualTo("GET /api/v1/employees HTTP/1.1");
    Employee jane = all.get(0);
    assertThat(jane.id()).isEqualTo("0193f4b0-aaaa-7c00-9e3d-2b2b8a7f1c20");
    assertThat(jane.name()).isEqualTo("Jane Smith");
    assertThat(jane.email()).isEqualTo("jane@example.com");
    assertThat(jane.phone()).isNull();
    assertThat(jane.invitationPending()).isTrue();
    assertThat(jane.createdAt()).isEqualTo(APRIL);
    assertThat(jane.updatedAt()).isEqualTo(APRIL);
    assertThat(jane.json()).contains("\"mood\":\"good\"");
    assertThat(jane).hasToString("Employee[0193f4b0-aaaa-7c00-9e3d-2b2b8a7f1c20]");
    assertThat(all.get(1).name()).isNull();
    assertThat(all.get(1).invitationPending()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void listsVoicemailsWithTheUnlistenedCount(Form form) {
    server.answers(
        200,
        """
        {"unlistened_count":12,"voicemails":[{"id":"v1","from":"+14155551234","listened_at":null,
          "transcription":"Hi","created_at":"2026-04-01T10:00:00Z",
          "recording_url":"https://files.example/a?sig=1","main_number_id":"m1",
          "main_number_name":"Sales","main_number":"+14155559876",
          "main_number_formatted":"(415) 555-9876","extra":1}]}""");

    VoicemailList list =
        form.call(() -> phone.voicemails().list(), () -> phone.voicemails().listAsync());

    assertThat(line()).isEqualTo("GET /api/v1/voicemails HTTP/1.1");
    assertThat(list.unlistenedCount()).isEqualTo(12);
    Voicemail voicemail = list.voicemails().get(0);
    assertThat(voicemail.id()).isEqualTo("v1");
    assertThat(voicemail.recordingUrl()).isEqualTo("https://files.example/a?sig=1");
    assertThat(voicemail.mainNumberNumber()).isEqualTo("+14155559876");
    assertThat(voicemail.mainNumberNumberFormatted()).isEqualTo("(415) 555-9876");
    assertThat(list.json()).contains("\"extra\":1");
    assertThat(list).hasToString("VoicemailList[1, unlistened=12]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{\"voicemails\":[]}"})
  void theUnlistenedCountMayBeMissing(String body) {
    server.answers(200, body);

    assertThat(phone.voicemails().list().unlistenedCount()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void listsContacts(Form form) {
    server.answers(
        200,
        """
        [{"id":"c1","name":"Ann","email":"ann@example.com","phone":"+4520123456",
          "phone_formatted":"+45 20 12 34 56","company_name":"ACME","note":"VIP",
          "created_at":"2026-04-01T10:00:00Z","updated_at":"2026-04-01T10:00:00Z","x":[1]}]""");

    Contact ann =
        form.call(() -> phone.contacts().list(), () -> phone.contacts().listAsync()).get(0);

    assertThat(line()).isEqualTo("GET /api/v1/contacts HTTP/1.1");
    assertThat(ann.id()).isEqualTo("c1");
    assertThat(ann.name()).isEqualTo("Ann");
    assertThat(ann.email()).isEqualTo("ann@example.com");
    assertThat(ann.phone()).isEqualTo("+4520123456");
    assertThat(ann.phoneFormatted()).isEqualTo("+45 20 12 34 56");
    assertThat(ann.companyName()).isEqualTo("ACME");
    assertThat(ann.note()).isEqualTo("VIP");
    assertThat(ann.createdAt()).isEqualTo(APRIL);
    assertThat(ann.updatedAt()).isEqualTo(APRIL);
    assertThat(ann.json()).contains("\"x\":[1]");
    assertThat(ann).hasToString("Contact[c1]");
  }

  @Test
  void listsManyThousandContactsSinceThereAreNoPages() {
    server.answers(
        200,
        IntStream.range(0, 30_000)
            .mapToObj(
                i ->
                    "{\"id\":\"c%d\",\"name\":\"Somebody\",\"phone\":\"+45%08d\",\"note\":\"%s\"}"
                        .formatted(i, i, "n".repeat(150)))
            .collect(Collectors.joining(",", "[", "]")));

    assertThat(phone.contacts().list()).hasSize(30_000);
  }

  @ParameterizedTest
  @CsvSource({
    "+45 20 12 34 56, %2B45%2020%2012%2034%2056",
    "+4520123456, %2B4520123456",
    "a&b=c#d?e, a%26b%3Dc%23d%3Fe",
    "ø, %C3%B8"
  })
  void findsAContactByTheExactNumber(String number, String encoded) {
    for (Form form : Form.values()) {
      server.answers(200, "{\"contacts\":[{\"id\":\"c1\"}]}");

      assertThat(find(form, number)).get().extracting(Contact::id).isEqualTo("c1");
      assertThat(line()).isEqualTo("GET /api/v1/contacts?phone=" + encoded + " HTTP/1.1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void findsNobodyInAnEmptyList(Form form) {
    server.answers(200, "[]");

    assertThat(find(form, "nonsense")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void takesNobodyRatherThanSomebodyFromAnUnfilteredList(Form form) {
    server.answers(200, "[{\"id\":\"c1\"},{\"id\":\"c2\"}]");

    assertThatThrownBy(() -> find(form, "+4520123456"))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessage(
            "GET /api/v1/contacts: status 200, but /contacts: expected at most one contact");
  }

  @Test
  void doesNotAskForABlankNumber() {
    assertThatThrownBy(() -> phone.contacts().findByPhone(" "))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(server.requestCount()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void listsCallsWithFilters(Form form) {
    server.answers(200, "{\"calls\":[{\"id\":\"k\",\"state\":\"warped\"}],\"next\":\"z\"}");
    CallFilter filter =
        CallFilter.builder()
            .phone("+4520123456")
            .direction(CallDirection.INBOUND)
            .state(CallState.of("on hold"))
            .build();

    CallList list =
        form.call(() -> phone.calls().list(filter), () -> phone.calls().listAsync(filter));

    assertThat(line())
        .isEqualTo(
            "GET /api/v1/calls?phone=%2B4520123456&direction=inbound&state=on%20hold HTTP/1.1");
    assertThat(list.calls().get(0).state()).isEqualTo(CallState.of("warped"));
    assertThat(list.json()).contains("\"next\":\"z\"");
    assertThat(list).hasToString("CallList[1]");
  }

  @Test
  void listsCallsWithoutFilter() {
    server.answers(200, "[]");

    assertThat(phone.calls().list(CallFilter.none()).calls()).isEmpty();
    assertThat(line()).isEqualTo("GET /api/v1/calls HTTP/1.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"k\",\"summary\":\"Short\"}",
        "{\"call\":{\"id\":\"k\",\"summary\":\"Short\"}}"
      })
  void retrievesACallBareOrWrapped(String body) {
    for (Form form : Form.values()) {
      server.answers(200, body);

      Call call =
          form.call(() -> phone.calls().retrieve("k"), () -> phone.calls().retrieveAsync("k"));

      assertThat(call.summary()).isEqualTo("Short");
      assertThat(line()).isEqualTo("GET /api/v1/calls/k HTTP/1.1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void sendsAnyOtherRequest(Form form) {
    server.answers(202, "{\"ok\":[true]}", "X-Thing", "y");

    ApiResponse answer = form.request(phone, "PUT", "/api/v1/things/1?a=%2B1&b", "[1,{\"a\":2}]");

    RecordedRequest request = server.takeRequest();
    assertThat(request.getRequestLine()).isEqualTo("PUT /api/v1/things/1?a=%2B1&b HTTP/1.1");
    assertThat(request.getHeaders().get("X-Api-Key")).isEqualTo("phk_key");
    assertThat(TestServer.body(request)).isEqualTo("[1,{\"a\":2}]");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo("{\"ok\":[true]}");
    assertThat(answer.header("x-thing")).contains("y");
    assertThat(answer.header("missing")).isEmpty();
    assertThat(answer).hasToString("ApiResponse[202, 13 bytes]");
  }

  @ParameterizedTest
  @CsvSource({
    "get, /x,",
    "'', /x,",
    "G T, /x,",
    "GET, /x, {}",
    "HEAD, /x, {}",
    "POST, /x, {",
    "POST, /x, ''"
  })
  void refusesARequestThatMakesNoSense(String method, String path, String json) {
    assertThatThrownBy(() -> phone.request(method, path, json))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(server.requestCount()).isZero();
  }

  private Optional<Contact> find(Form form, String number) {
    return form.call(
        () -> phone.contacts().findByPhone(number),
        () -> phone.contacts().findByPhoneAsync(number));
  }

  private String line() {
    return server.takeRequest().getRequestLine();
  }
}
