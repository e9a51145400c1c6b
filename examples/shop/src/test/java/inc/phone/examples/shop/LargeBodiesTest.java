package inc.phone.examples.shop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies longer than the limit, told truthfully or not. */
class LargeBodiesTest {
  private static final int LIMIT = 4 * 1024 * 1024;
  private static final int PATIENCE_MILLIS = 20_000;

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

  @Test
  void takesABodyOfExactlyTheLimit() {
    String start =
        "{\"event\":\"custom\",\"timestamp\":\"2026-05-15T10:00:00Z\",\"data\":{\"id\":\"1\"}}";

    HttpResponse<String> answer = shop.deliver(start + " ".repeat(LIMIT - start.length()));

    assertThat(answer.body()).isEqualTo("{\"status\":\"accepted\"}");
  }

  @Test
  void refusesOneByteMore() {
    HttpResponse<String> answer = shop.deliver(new byte[LIMIT + 1]);

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(TestShop.parse(answer).get("error").textValue()).isEqualTo("payload too large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4194305", "10000000000", "9223372036854775807"})
  void believesAnAnnouncedLengthThatIsTooLarge(String length) throws IOException {
    try (Socket socket = connect("Content-Length: " + length)) {
      assertThat(statusLine(socket)).contains(" 413 ");
    }
  }

  @Test
  void stopsReadingChunksWithoutEnd() throws IOException {
    byte[] chunk = ("10000\r\n" + "x".repeat(65_536) + "\r\n").getBytes(US_ASCII);
    try (Socket socket = connect("Transfer-Encoding: chunked")) {
      OutputStream out = socket.getOutputStream();
      for (int sent = 0; sent < LIMIT; sent += 65_536) {
        out.write(chunk);
      }
      out.write("1\r\nx".getBytes(US_ASCII)); // this chunk, and the body, never end
      out.flush();

      assertThat(statusLine(socket)).contains(" 413 ");
    }
  }

  @Test
  void aSenderWhoSendsAllOfItFirstSeesTheAnswerToo() throws IOException {
    byte[] body = new byte[LIMIT + 2_000_000];
    try (Socket socket = connect("Content-Length: " + body.length)) {
      socket.getOutputStream().write(body);

      assertThat(statusLine(socket)).contains(" 413 ");
    }
  }

  @Test
  void acceptsNothingThatBreaksOff() throws IOException {
    String body = Bodies.initiated("broken-off", "+4520123456", "10:00:00");
    try (Socket socket = connect("Content-Length: " + (body.length() + 1))) {
      socket.getOutputStream().write(body.getBytes(US_ASCII));
      socket.shutdownOutput();

      assertThat(statusLine(socket)).contains(" 400 ");
    }
    assertThat(shop.admin("/calls/broken-off").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Type: multipart/form-data; boundary=b, Transfer-Encoding: chunked, 400",
    "Content-Type: multipart/form-data; boundary=b, Content-Length: 10, 400",
    "Content-Type: application/x-www-form-urlencoded, Transfer-Encoding: chunked, 413",
    "Content-Type: application/x-www-form-urlencoded, Content-Length: 10000, 413",
    "X-Form-Token: 1, Content-Length: 10000, 413",
    "X-Form-Token: 1, Content-Length: 3000000000, 413"
  })
  void readsNoLongFormsOfStrangers(String header, String length, String status) throws IOException {
    try (Socket socket = connect("/admin/login", header + "\r\n" + length)) { // and no body
      assertThat(statusLine(socket)).contains(" " + status + " ");
    }
  }

  @Test
  void readsTheLongestMenuSomebodyTyped() {
    PagesClient client = PagesClient.loggedIn(shop);
    String typed = "x".repeat(2_000_000);
    Map<String, String> form = Map.of("revision", "0", "do", "check", "json", typed);

    HttpResponse<String> answer = client.post("/admin/telefon", client.token("/admin/audit"), form);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains(typed);
  }

  @Test
  void refusesAnAssignmentThatIsTooLong() {
    String body = "{\"customer_id\":\"" + "x".repeat(70_000) + "\"}";

    assertThat(shop.admin("PUT", "/calls/any/customer", body).statusCode()).isEqualTo(413);
  }

  private static Socket connect(String lengthHeader) throws IOException {
    return connect("/api/phone/webhook?token=" + TestShop.encode(TestShop.SECRET), lengthHeader);
  }

  private static Socket connect(String target, String headers) throws IOException {
    Socket socket = new Socket("localhost", shop.port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    String head = "POST " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(US_ASCII));
    socket.getOutputStream().flush();
    return socket;
  }

  private static String statusLine(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
  }
}
