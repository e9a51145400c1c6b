package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {
  private static final int LIMIT = 20_000;

  private final AtomicLong clock = new AtomicLong();
  private final BodyReader reader = new BodyReader(LIMIT, clock::get);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8_191, 8_192, 8_193, LIMIT - 1, LIMIT})
  void readsBodiesUpToTheLimitExactly(int size) throws IOException {
    byte[] body = new byte[size];
    Arrays.fill(body, (byte) 7);

    assertThat(reader.read(new ByteArrayInputStream(body))).hasValue(body);
  }

  @Test
  void readsOneByteMoreThanTheLimitAndNoFurther() throws IOException {
    AtomicInteger taken = new AtomicInteger();
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            taken.incrementAndGet();
            return 'x';
          }
        };

    assertThat(reader.read(endless)).isEmpty();
    assertThat(taken).hasValue(LIMIT + 1);
  }

  @Test
  void givesUpOnASenderWhoDribbles() {
    InputStream dribble =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            clock.addAndGet(Duration.ofSeconds(1).toNanos());
            bytes[offset] = 'x';
            return 1;
          }
        };

    assertThatThrownBy(() -> reader.read(dribble))
        .isInstanceOf(BadRequestException.class)
        .hasMessage("the body took longer than 30 s");
  }
}
