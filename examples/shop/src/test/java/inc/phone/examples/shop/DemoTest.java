package inc.phone.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class DemoTest {
  @Test
  void everyRowIsAsItHappened() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    boolean good = new Demo(new PrintStream(printed, true, UTF_8), 30, 7).run();

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
}
