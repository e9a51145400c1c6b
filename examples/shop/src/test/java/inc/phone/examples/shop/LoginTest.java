package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {
  @TempDir static Path folder;
  private static TestShop shop;

  @BeforeAll
  static void start() {
    shop = TestShop.start(folder);
  }

  @AfterAll
  static void stop() {
    shop.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/admin", "/admin/telefon", "/admin/audit", "/admin/nowhere"})
  void sendsWhoeverIsNotLoggedInToTheLoginAndBack(String page) {
    PagesClient client = new PagesClient(shop);

    HttpResponse<String> answer = client.get(page);

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(location(answer)).isEqualTo("/admin/login?next=" + page.replace("/", "%2F"));
  }

  @Test
  void letsInWhoKnowsTheAdminTokenWithAnIdOfTheirOwn() {
    PagesClient client = new PagesClient(shop);

    HttpResponse<String> answer = client.logIn(TestShop.TOKEN);

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(location(answer)).isEqualTo("/admin");
    String cookie =
        answer.headers().allValues("Set-Cookie").stream()
            .filter(line -> line.startsWith("shop_session="))
            .reduce("", String::concat);
    assertThat(cookie)
        .matches("shop_session=[0-9a-f]{64};.*")
        .contains("HttpOnly")
        .contains("SameSite=Lax")
        .doesNotContain("Secure");
    assertThat(client.get("/admin/telefon").statusCode()).isEqualTo(200);
  }

  @Test
  void cookieIsSecureBehindHttps() {
    PagesClient client = new PagesClient(shop);

    HttpResponse<String> answer =
        client.post(
            "/admin/login",
            client.token("/admin/login"),
            Map.of("password", TestShop.TOKEN),
            "X-Forwarded-Proto",
            "https");

    assertThat(answer.headers().allValues("Set-Cookie"))
        .anyMatch(line -> line.startsWith("shop_session=") && line.contains("Secure"));
  }

  @Test
  void everyLoginHasANewIdAndEndsTheOneBefore() {
    PagesClient client = PagesClient.loggedIn(shop);
    String first = client.cookie("shop_session").orElseThrow();
    String stranger = client.token("/admin/audit");
    PagesClient second = new PagesClient(shop);
    second.logIn(TestShop.TOKEN);

    assertThat(second.cookie("shop_session")).isPresent().isNotEqualTo(first);
    assertThat(second.token("/admin/audit")).isNotEqualTo(stranger);
  }

  @Test
  void refusesAnotherPasswordAndSaysNoMore() {
    PagesClient client = new PagesClient(shop);

    HttpResponse<String> answer = client.logIn("not-the-token");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("That is not the password");
    assertThat(client.cookie("shop_session")).isEmpty();
  }

  @Test
  void holdsUpWhoeverGuessesEvenWithTheRightPassword() {
    try (TestShop guessed = TestShop.start(folder.resolve("guessed"))) {
      PagesClient client = new PagesClient(guessed);
      for (int i = 0; i < 10; i++) {
        assertThat(client.logIn("guess " + i).statusCode()).isEqualTo(401);
      }

      HttpResponse<String> answer = client.logIn(TestShop.TOKEN);

      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 60L);
      assertThat(client.cookie("shop_session")).isEmpty();
    }
  }

  @Test
  void nobodyGetsInWithoutAToken() {
    Map<String, String> environment = TestShop.environment(folder.resolve("other"));
    environment.put("SHOP_ADMIN_TOKEN", "");
    try (TestShop open = TestShop.start(environment)) {
      assertThat(new PagesClient(open).logIn("").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void logoutEndsTheSession() {
    PagesClient client = PagesClient.loggedIn(shop);
    String id = client.cookie("shop_session").orElseThrow();

    client.post("/admin/logout", client.token("/admin/audit"), Map.of());

    HttpResponse<String> answer =
        new PagesClient(shop).get("/admin/audit", "Cookie", "shop_session=" + id);
    assertThat(answer.statusCode()).isEqualTo(303);
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site,cross-site",
    "Sec-Fetch-Site,same-site",
    "Origin,https://evil.example",
    "Origin,null",
    "Origin,http://localhost:1"
  })
  void refusesWhatAnotherSiteMadeABrowserSend(String header, String value) {
    PagesClient client = PagesClient.loggedIn(shop);
    String token = client.token("/admin/audit");

    HttpResponse<String> answer = client.post("/admin/logout", token, Map.of(), header, value);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(client.get("/admin/audit").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "0123456789abcdef"})
  void refusesAFormWithoutTheTokenOfTheSession(String token) {
    PagesClient client = PagesClient.loggedIn(shop);

    assertThat(client.post("/admin/logout", token, Map.of()).statusCode()).isEqualTo(403);
    assertThat(client.post("/admin/login", token, Map.of()).statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data; boundary=b",
        "Multipart/Form-Data",
        "application/x-www-form-urlencoded; charset=no-such-thing"
      })
  void refusesAFormThatCannotBeOneOfOurs(String type) {
    HttpResponse<String> answer =
        shop.send(
            shop.request("/admin/login")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("--b\r\nnot a part")));

    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  void tokenOfAnotherSessionIsNoToken() {
    PagesClient one = PagesClient.loggedIn(shop);
    PagesClient other = PagesClient.loggedIn(shop);

    assertThat(one.post("/admin/logout", other.token("/admin/audit"), Map.of()).statusCode())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "/admin/audit,/admin/audit",
    "/admin/telefon/calls?customer=jane,/admin/telefon/calls?customer=jane",
    "https://evil.example/,/admin",
    "//evil.example/admin,/admin",
    "/\\evil.example,/admin",
    "/admin\\..\\x,/admin",
    "/administrator,/admin",
    "javascript:alert(1),/admin"
  })
  void comesBackToOwnPagesOnly(String next, String expected) {
    PagesClient client = new PagesClient(shop);

    HttpResponse<String> answer =
        client.post(
            "/admin/login",
            client.token("/admin/login"),
            Map.of("password", TestShop.TOKEN, "next", next));

    assertThat(location(answer)).isEqualTo(expected);
  }

  @Test
  void pagesSayWhatABrowserMayLoadAndThatNobodyKeepsThem() {
    PagesClient client = PagesClient.loggedIn(shop);
    for (String page : List.of("/admin/audit", "/admin/login", "/admin/nowhere", "/nowhere")) {
      var headers = client.get(page).headers();
      assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
          .as(page)
          .contains("default-src 'none'")
          .contains("script-src 'self';")
          .contains("frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
      assertThat(headers.allValues("Cache-Control")).containsExactly("no-store");
    }
  }

  @Test
  void filesAreKeptForEverUnderANameThatChangesWithThem() {
    PagesClient client = new PagesClient(shop);
    String page = client.get("/admin/login").body();
    var paths = Pattern.compile("\"(/assets/[0-9a-f]{12}/[a-z.]+)\"").matcher(page);
    int found = 0;
    while (paths.find()) {
      HttpResponse<String> file = client.get(paths.group(1));
      assertThat(file.statusCode()).as(paths.group(1)).isEqualTo(200);
      assertThat(file.headers().allValues("Cache-Control"))
          .containsExactly("public, max-age=31536000, immutable");
      assertThat(file.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      found++;
    }
    assertThat(found).isGreaterThan(3);
  }

  @Test
  void errorsArePagesForPeopleAndJsonForPrograms() {
    PagesClient client = PagesClient.loggedIn(shop);

    assertThat(client.get("/admin/nowhere").body()).contains("There is no such page");
    assertThat(client.get("/admin/nowhere").headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/html");
    assertThat(client.get("/api/nowhere").body()).isEqualTo("{\"error\":\"not found\"}");
  }

  @Test
  void changesAreNotedWithoutTheToken() {
    PagesClient client = PagesClient.loggedIn(shop);

    assertThat(client.get("/admin/audit").body())
        .contains("Logged in")
        .doesNotContain(TestShop.TOKEN);
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }
}
