package inc.phone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PkceAuthorizationTest {
  /** The verifier and challenge of RFC 7636, appendix B. */
  private static final byte[] RFC_7636 = {
    116,
    24,
    (byte) 223,
    (byte) 180,
    (byte) 151,
    (byte) 153,
    (byte) 224,
    37,
    79,
    (byte) 250,
    96,
    125,
    (byte) 216,
    (byte) 173,
    (byte) 187,
    (byte) 186,
    22,
    (byte) 212,
    37,
    77,
    105,
    (byte) 214,
    (byte) 191,
    (byte) 240,
    91,
    88,
    5,
    88,
    83,
    (byte) 132,
    (byte) 141,
    121
  };

  @Test
  void buildsTheDocumentedUrlWithTheChallengeOfTheRfc() {
    PkceAuthorization login =
        PkceAuthorization.start(
            "https://app.phone.inc", "client 1", "https://shop.example/back?x=1", fixed());

    assertThat(login.codeVerifier().reveal())
        .isEqualTo("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    assertThat(login.url())
        .isEqualTo(
            "https://app.phone.inc/oauth/authorize?response_type=code&client_id=client%201"
                + "&redirect_uri=https%3A%2F%2Fshop.example%2Fback%3Fx%3D1&scope=api&state="
                + login.state().reveal()
                + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
                + "&code_challenge_method=S256");
  }

  @Test
  void everyLoginIsItsOwn() {
    PkceAuthorization one = PkceAuthorization.start("c", "app:/back");
    PkceAuthorization two = PkceAuthorization.start("c", "app:/back");

    assertThat(one.url()).startsWith("https://app.phone.inc/oauth/authorize?");
    assertThat(one.codeVerifier()).isNotEqualTo(two.codeVerifier());
    assertThat(one.state()).isNotEqualTo(two.state()).isNotEqualTo(one.codeVerifier());
  }

  @ParameterizedTest
  @CsvSource({"' ', https://a.example", "c, /back", "c, https://a.example/#x", "c, 'a b:c'"})
  void refusesWhatCannotWork(String clientId, String redirectUri) {
    assertThatThrownBy(() -> PkceAuthorization.start(clientId, redirectUri))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static SecureRandom fixed() {
    return new SecureRandom() {
      private static final long serialVersionUID = 1L;

      @Override
      public void nextBytes(byte[] bytes) {
        System.arraycopy(RFC_7636, 0, bytes, 0, bytes.length);
      }
    };
  }
}
