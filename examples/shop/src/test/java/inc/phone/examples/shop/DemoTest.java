package inc.phone.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DemoTest {
  @Test
  void everyRowIsAsItHappened() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    boolean good = new Demo(new PrintStream(printed, true, UTF_8), 30, 7, null).run();

    String text = printed.toString(UTF_8);
    assertThat(good).as(text).isTrue();
    assertThat(text)
        .containsPattern("calls +30\n")
        .containsPattern("voicemails +[1-9]")
        .containsPattern("matched customers +[1-9]")
        .containsPattern("duplicates absorbed +[1-9]")
        .containsPattern("late events merged +[1-9]")
        .containsPattern("forgeries refused +([1-9][0-9]*) +of \\1")
        .containsPattern("quarantined +2 ")
        .contains("CHECKED");
  }

  @Test
  void whoLooksGetsAnAddressAndAPasswordUntilTheyAreDone() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    List<String> seen = new ArrayList<>();
    InputStream visitor =
        new InputStream() {
          @Override
          public int read() throws IOException {
            seen.add(visit(printed.toString(UTF_8)));
            return '\n';
          }
        };

    boolean good = new Demo(new PrintStream(printed, true, UTF_8), 10, 7, visitor).run();

    assertThat(good).isTrue();
    assertThat(seen).singleElement().asString().contains("password");
    assertThat(printed.toString(UTF_8)).containsPattern("Password: +[0-9a-f]{48}\n");
  }

  /** Follows the address that was printed, which leads to the login page first. */
  private static String visit(String printed) throws IOException {
    Matcher address = Pattern.compile("Look at it: (\\S+)").matcher(printed);
    assertThat(address.find()).as(printed).isTrue();
    try (InputStream page = URI.create(address.group(1)).toURL().openStream()) {
      return new String(page.readAllBytes(), UTF_8);
    }
  }
}
