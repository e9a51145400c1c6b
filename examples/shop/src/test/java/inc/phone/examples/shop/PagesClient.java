package inc.phone.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Asks for pages as a browser without scripts does: with cookies, and forms as they are. */
final class PagesClient {
  private static final Pattern TOKEN = Pattern.compile("name=\"_token\" value=\"([0-9a-f]+)\"");

  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();
  private final URI shop;

  PagesClient(TestShop shop) {
    this.shop = URI.create("http://localhost:" + shop.port());
  }

  /** Somebody who is logged in. */
  static PagesClient loggedIn(TestShop shop) {
    PagesClient client = new PagesClient(shop);
    HttpResponse<String> answer = client.logIn(TestShop.TOKEN);
    if (answer.statusCode() != 303) {
      throw new IllegalStateException("not logged in: " + answer.statusCode());
    }
    return client;
  }

  HttpResponse<String> logIn(String password) {
    return post("/admin/login", token("/admin/login"), Map.of("password", password));
  }

  HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  /** The form token on a page. */
  String token(String page) {
    Matcher token = TOKEN.matcher(get(page).body());
    if (!token.find()) {
      throw new IllegalStateException("no form on " + page);
    }
    return token.group(1);
  }

  HttpResponse<String> post(
      String path, String token, Map<String, String> form, String... headers) {
    String fields =
        form.entrySet().stream()
            .map(field -> "&" + field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining());
    return send(
        request(path, headers)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("_token=" + token + fields)));
  }

  Optional<String> cookie(String name) {
    List<HttpCookie> all = cookies.getCookieStore().getCookies();
    return all.stream().filter(c -> c.getName().equals(name)).map(HttpCookie::getValue).findFirst();
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(shop.resolve(path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
