package inc.phone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import inc.phone.settings.Secret;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
  private final TestServer server = new TestServer();
  private final ManualTime time = new ManualTime();

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "phk_a b",
        "phk_a\n",
        "phk_a\r\nX-Evil: 1",
        "phk_\u0000",
        "phk_\u007f",
        "phk_é",
        "phk_\u202e",
        "\tphk_a"
      })
  void refusesAKeyThatCannotStandInAHeaderWithoutRepeatingIt(String key) {
    assertThatThrownBy(() -> PhoneIncClient.builder().apiKey(key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("apiKey must be visible ASCII without spaces or line ends, and not empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"phk_1234567890123456789012345678", "x", "phk_!~"})
  void takesKeysOfAnyLength(String key) {
    server.answers(200, "[]");
    try (PhoneIncClient phone = time.client(server).apiKey(Secret.of(key)).build()) {
      phone.webhooks().list();
    }

    assertThat(server.takeRequest().getHeaders().values("X-Api-Key")).containsExactly(key);
  }

  @Test
  void needsACredential() {
    assertThatThrownBy(() -> PhoneIncClient.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a client needs a credential: call apiKey(...) or tokenSource(...)");
  }

  @ParameterizedTest
  @EnumSource
  void sendsABearerTokenFromTheSource(Form form) {
    server.answers(200, "[]");
    try (PhoneIncClient phone =
        time.client(server).tokenSource(refused -> Secret.of("token-1")).build()) {
      form.list(phone);
    }

    var headers = server.takeRequest().getHeaders();
    assertThat(headers.get("Authorization")).isEqualTo("Bearer token-1");
    assertThat(headers.get("X-Api-Key")).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void asksForAnotherTokenOnceWhenOneIsRefused(Form form) {
    List<Secret> refusals = Collections.synchronizedList(new ArrayList<>());
    server.answers(401, "{}").answers(401, "{}");
    try (PhoneIncClient phone =
        time.client(server)
            .tokenSource(
                refused -> {
                  refusals.add(refused);
                  return Secret.of("token-" + refusals.size());
                })
            .build()) {
      assertThatThrownBy(() -> form.request(phone, "POST", "/x", "{}"))
          .isInstanceOf(AuthenticationException.class);
    }

    assertThat(refusals).containsExactly(null, Secret.of("token-1"));
    assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer token-1");
    assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer token-2");
    assertThat(server.requestCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void doesNotSendARefusedTokenAgain(Form form) {
    server.answers(401, "{}");
    try (PhoneIncClient phone =
        time.client(server).tokenSource(refused -> Secret.of("same")).build()) {
      assertThatThrownBy(() -> form.list(phone)).isInstanceOf(AuthenticationException.class);
    }

    assertThat(server.requestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void namesTheCauseWhenTheSourceFails(Form form) {
    IllegalStateException why = new IllegalStateException("login expired");
    try (PhoneIncClient phone =
        time.client(server)
            .tokenSource(
                refused -> {
                  throw why;
                })
            .build()) {
      TransportException failure =
          catchThrowableOfType(TransportException.class, () -> form.list(phone));

      assertThat(failure)
          .hasMessage("GET /api/v1/webhooks: the token source gave no usable token")
          .hasCause(why);
      assertThat(failure.mayHaveTakenEffect()).isFalse();
    }
    assertThat(server.requestCount()).isZero();
    assertThat(time.waits()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\r\nX-Evil: 1"})
  void refusesATokenThatCannotStandInAHeader(String token) {
    try (PhoneIncClient phone =
        time.client(server).tokenSource(refused -> Secret.of(token)).build()) {
      assertThatThrownBy(() -> phone.webhooks().list())
          .isInstanceOf(TransportException.class)
          .hasRootCauseMessage("a token must be visible ASCII and not empty");
    }
    assertThat(server.requestCount()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void eachAttemptGetsItsToken(Form form) {
    List<String> given = Collections.synchronizedList(new ArrayList<>());
    server.answers(500, "{}").answers(200, "[]");
    try (PhoneIncClient phone =
        time.client(server)
            .tokenSource(
                refused -> {
                  given.add("t" + given.size());
                  return Secret.of(given.get(given.size() - 1));
                })
            .build()) {
      form.list(phone);
    }

    assertThat(given).containsExactly("t0", "t1");
  }

  @Test
  void theLastCredentialCounts() {
    server.answers(200, "[]");
    try (PhoneIncClient phone =
        time.client(server).tokenSource(refused -> Secret.of("token")).apiKey("phk_b").build()) {
      phone.webhooks().list();
    }

    var headers = server.takeRequest().getHeaders();
    assertThat(headers.get("X-Api-Key")).isEqualTo("phk_b");
    assertThat(headers.get("Authorization")).isNull();
  }

  @Test
  void readsTheEnvironment() {
    server.answers(200, "[]");
    try (PhoneIncClient phone =
        PhoneIncClient.fromEnv(
            Map.of("PHONE_INC_API_KEY", "phk_env", "PHONE_INC_BASE_URL", server.url()))) {
      phone.webhooks().list();
    }

    assertThat(server.takeRequest().getHeaders().get("X-Api-Key")).isEqualTo("phk_env");
    assertThatThrownBy(() -> PhoneIncClient.fromEnv(Map.of("PHONE_INC_API_KEY", " ")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the environment variable PHONE_INC_API_KEY is not set");
  }

  @Test
  void saysWhoIsCalling() {
    server.answers(200, "[]");
    try (PhoneIncClient phone = time.client(server).build()) {
      phone.webhooks().list();
    }

    assertThat(server.takeRequest().getHeaders().get("User-Agent"))
        .matches("phoneinc-java/[0-9A-Za-z.+-]+ \\(Java \\d+\\)");
  }
}
