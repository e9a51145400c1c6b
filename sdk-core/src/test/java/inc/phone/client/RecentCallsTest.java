package inc.phone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.model.Call;
import inc.phone.model.CallSource;
import inc.phone.model.Voicemail;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a reconciler lists, and links that are asked for again. */
class RecentCallsTest {
  private static final Instant TEN = Instant.parse("2026-04-01T10:00:00Z");
  private static final String VOICEMAILS =
      """
      {"voicemails":[
        {"id":"v1","created_at":"2026-04-01T10:00:00Z","recording_url":"https://files.example/1"},
        {"id":"v2","created_at":"2026-04-01T09:59:59Z","recording_url":null},
        {"id":"v3","mood":{"a":[1]},"from":null}]}""";

  private final TestServer server = new TestServer();
  private final PhoneIncClient phone = new ManualTime().client(server).maxRetries(0).build();

  @AfterEach
  void close() {
    phone.close();
    server.close();
  }

  @Test
  void listsCallsThatBeganSinceThenOnOnePage() {
    server.answers(
        200,
        """
        {"calls":[{"id":"a","started_at":"2026-04-01T10:00:00Z","cost":1.5},
          {"id":"b","started_at":"2026-04-01T09:59:59.999999Z"},{"id":"c","started_at":null}]}""");

    CallSource.Page<Call> page = phone.recentCalls().calls(TEN, null);

    assertThat(page.items()).extracting(Call::id).containsExactly("a");
    assertThat(page.nextCursor()).isNull();
    assertThat(line()).isEqualTo("GET /api/v1/calls HTTP/1.1");
    assertThat(page.items().get(0).unknownFields())
        .containsOnlyKeys("cost")
        .containsEntry("cost", "1.5");
  }

  @Test
  void listsVoicemailsThatWereRecordedSinceThenOnOnePage() {
    server.answers(200, VOICEMAILS);

    CallSource.Page<Voicemail> page = phone.recentCalls().voicemails(TEN, null);

    assertThat(page.items()).extracting(Voicemail::id).containsExactly("v1");
    assertThat(page.nextCursor()).isNull();
    assertThat(line()).isEqualTo("GET /api/v1/voicemails HTTP/1.1");
  }

  @Test
  void aRateLimitSurfacesWithItsWait() {
    server.answers(429, "{\"error\":\"slow down\"}", "Retry-After", "3600");

    assertThatThrownBy(() -> phone.recentCalls().calls(TEN, null))
        .isInstanceOfSatisfying(
            RateLimitException.class,
            e -> assertThat(e.retryAfter()).contains(Duration.ofHours(1)));
  }

  @ParameterizedTest
  @EnumSource
  void asksForTheLinkOfAVoicemailAnew(Form form) {
    assertThat(voicemailLink(form, "v1")).contains("https://files.example/1");
    assertThat(line()).isEqualTo("GET /api/v1/voicemails HTTP/1.1");
    assertThat(voicemailLink(form, "v2")).isEmpty();
    assertThat(voicemailLink(form, "v9")).isEmpty();
  }

  private Optional<String> voicemailLink(Form form, String id) {
    server.answers(200, VOICEMAILS);
    return form.call(
        () -> phone.voicemails().recordingUrl(id), () -> phone.voicemails().recordingUrlAsync(id));
  }

  @ParameterizedTest
  @EnumSource
  void asksForTheLinkOfACallAnew(Form form) {
    server.answers(200, "{\"id\":\"k\",\"recording_url\":\"https://files.example/2\"}");
    assertThat(callLink(form)).contains("https://files.example/2");
    assertThat(line()).isEqualTo("GET /api/v1/calls/k HTTP/1.1");
    server.answers(200, "{\"id\":\"k\"}");
    assertThat(callLink(form)).isEmpty();
    server.answers(404, "{\"error\":\"Call not found\"}");
    assertThatThrownBy(() -> callLink(form)).isInstanceOf(NotFoundException.class);
  }

  private Optional<String> callLink(Form form) {
    return form.call(
        () -> phone.calls().recordingUrl("k"), () -> phone.calls().recordingUrlAsync("k"));
  }

  @Test
  void whatTheSdkDoesNotKnowOfAVoicemailIsReachable() {
    server.answers(200, VOICEMAILS);

    Voicemail voicemail = phone.voicemails().list().voicemails().get(2);

    assertThat(voicemail.unknownFields())
        .containsOnlyKeys("mood")
        .containsEntry("mood", "{\"a\":[1]}");
    assertThat(voicemail.toBuilder().id("x").build().unknownFields()).containsKey("mood");
  }

  private String line() {
    return server.takeRequest().getRequestLine();
  }
}
