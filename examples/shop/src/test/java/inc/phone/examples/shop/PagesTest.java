package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs no browser to be seen. */
class PagesTest {
  private static final String RECORDING = "https://x.example/audio.mp3?sig=a%2Fb&x=1";

  @TempDir static Path folder;
  private static TestShop shop;
  private static PagesClient staff;

  /** A voicemail with a recording, in a shop whose Phone.inc cannot be reached. */
  @BeforeAll
  static void start() {
    Map<String, String> environment = TestShop.environment(folder);
    environment.put("PHONE_INC_BASE_URL", "http://localhost:1");
    shop = TestShop.start(environment);
    shop.accept(
        Bodies.flat(
            "voicemail_finished", "v/1", "10:00:00", ",\"audio_url\":\"" + RECORDING + "\""));
    shop.accept(
        Bodies.flat(
            "voicemail_finished", "v2", "10:00:00", ",\"audio_url\":\"javascript:alert(1)\""));
    staff = PagesClient.loggedIn(shop);
  }

  @AfterAll
  static void stop() {
    shop.close();
  }

  @Test
  void recordingsAreForTheStaffAndLinksAreLinks() {
    String path = "/admin/telefon/calls/v%2F1/voicemails/vm%3Av%2F1/recording";

    HttpResponse<String> answer = staff.get(path);
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location")).contains(RECORDING);
    assertThat(new PagesClient(shop).get(path).headers().firstValue("Location").orElse(""))
        .startsWith("/admin/login");
    assertThat(staff.get("/admin/telefon/calls/v2/voicemails/vm%3Av2/recording").statusCode())
        .isEqualTo(404);
    assertThat(staff.get("/admin/telefon/calls/v2/voicemails/other/recording").statusCode())
        .isEqualTo(404);
    assertThat(staff.get("/admin/telefon/calls/none/recording").statusCode()).isEqualTo(404);
  }

  @Test
  void whatNobodyHasIsNotFound() {
    assertThat(staff.get("/admin/telefon/calls/none").statusCode()).isEqualTo(404);
    assertThat(staff.get("/admin/customers/none").statusCode()).isEqualTo(404);
    String token = staff.token("/admin/audit");
    assertThat(assign("v2", "nobody", token)).isEqualTo(404);
    assertThat(assign("none", "jane", token)).isEqualTo(404);
  }

  private static int assign(String call, String customer, String token) {
    String path = "/admin/telefon/calls/" + call + "/customer";
    return staff.post(path, token, Map.of("customer", customer)).statusCode();
  }

  @Test
  void rowsThatHaveNotChangedAreNoBytes() {
    String page = staff.get("/admin/telefon/calls").body();
    String path = page.replaceFirst("(?s).*hx-get=\"([^\"]+)\".*", "$1").replace("&amp;", "&");

    assertThat(path).startsWith("/admin/telefon/rows?mark=");
    assertThat(staff.get(path, "HX-Request", "true").statusCode()).isEqualTo(204);
    assertThat(staff.get("/admin/telefon/rows?mark=0", "HX-Request", "true").body())
        .contains("<tbody")
        .doesNotContain("<html");
  }

  @Test
  void scriptWithoutASessionIsSentToTheLogin() {
    HttpResponse<String> answer =
        new PagesClient(shop).get("/admin/telefon/rows", "HX-Request", "true");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("HX-Redirect")).contains("/admin/login");
  }

  @Test
  void filtersThatCannotBeUnderstoodAreAsGoodAsNone() {
    for (String query :
        List.of("cursor=x", "from=yesterday", "from=2026-02-30", "to=%F0", "match=perhaps")) {
      assertThat(staff.get("/admin/telefon/voicemails?" + query).statusCode())
          .as(query)
          .isEqualTo(200);
      assertThat(staff.get("/admin/telefon/calls?" + query).statusCode()).as(query).isEqualTo(200);
    }
  }

  @Test
  void frontOfTheShopHasTheWidgetOnlyIfItIsWanted() {
    assertThat(new PagesClient(shop).get("/").body()).doesNotContain("tel:");
    Map<String, String> environment = TestShop.environment(folder.resolve("widget"));
    environment.put("SHOP_PHONE_WIDGET", "true");
    environment.put("SHOP_PHONE", "+4570707070");
    try (TestShop other = TestShop.start(environment)) {
      assertThat(new PagesClient(other).get("/").body()).contains("href=\"tel:+4570707070\"");
    }
    environment.put("PHONE_INC_API_KEY", "");
    try (TestShop off = TestShop.start(environment)) {
      assertThat(new PagesClient(off).get("/").body()).doesNotContain("tel:");
    }
  }

  @Test
  void configurationOfPagesIsCheckedAtTheStart() {
    assertThat(PageConfig.DEFAULT.zone()).hasToString("Europe/Copenhagen");
    assertThat(PageConfig.DEFAULT.widgetPhone()).isNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PageConfig.from(Map.of("SHOP_ZONE", "Copenhagen")))
        .withMessage("SHOP_ZONE must be a zone such as Europe/Copenhagen, was 'Copenhagen'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PageConfig.from(Map.of("SHOP_PHONE_WIDGET", "yes")))
        .withMessage("SHOP_PHONE_WIDGET must be true or false, was 'yes'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PageConfig.from(Map.of("SHOP_PHONE_WIDGET", "true")))
        .withMessage(
            "SHOP_PHONE must be a number such as +4570707070 if SHOP_PHONE_WIDGET is true");
  }
}
