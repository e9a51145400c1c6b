package inc.phone.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class SecretTest {
  @Test
  void showsItsValueOnlyWhenAsked() {
    Secret secret = Secret.of("canary-4711");

    assertThat(secret.reveal()).isEqualTo("canary-4711");
    assertThat(secret).hasToString("***");
    assertThat(String.format("%s %s", secret, java.util.List.of(secret))).doesNotContain("canary");
  }

  @Test
  void isEqualByValueWithoutAHashThatTells() {
    assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).isNotEqualTo(Secret.of("b"));
    assertThat(Secret.of("a")).hasSameHashCodeAs(Secret.of("b")).isNotEqualTo("a");
  }

  @Test
  void isEmptyWhenBlank() {
    assertThat(Secret.of("").isEmpty()).isTrue();
    assertThat(Secret.of(" \t\n").isEmpty()).isTrue();
    assertThat(Secret.of("x").isEmpty()).isFalse();
    assertThatNullPointerException().isThrownBy(() -> Secret.of(null));
  }
}
