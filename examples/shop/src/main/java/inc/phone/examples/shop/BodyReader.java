package inc.phone.examples.shop;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Reads the exact bytes of a body, never more than the limit and one byte, and not for ever.
 *
 * <p>A length that the sender announces is believed only if it is too large; nothing is allocated
 * for it. Thread-safe.
 */
final class BodyReader {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int CHUNK = 8_192;

  private final int limit;
  private final LongSupplier nanoTime;

  BodyReader(int limit) {
    this(limit, System::nanoTime);
  }

  BodyReader(int limit, LongSupplier nanoTime) {
    this.limit = limit;
    this.nanoTime = nanoTime;
  }

  /**
   * Reads a body.
   *
   * @return the bytes, or empty if there are more than the limit
   * @throws BadRequestException if the sender takes too long, goes away or breaks off
   */
  Optional<byte[]> read(HttpServletRequest request) {
    if (request.getContentLengthLong() > limit) {
      return Optional.empty();
    }
    try {
      return read(request.getInputStream());
    } catch (IOException e) {
      throw new BadRequestException("the body could not be read");
    }
  }

  Optional<byte[]> read(InputStream body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    long started = nanoTime.getAsLong();
    while (bytes.size() <= limit) {
      int read = body.read(chunk, 0, Math.min(CHUNK, limit + 1 - bytes.size()));
      if (read < 0) {
        return Optional.of(bytes.toByteArray());
      }
      bytes.write(chunk, 0, read);
      if (nanoTime.getAsLong() - started > PATIENCE.toNanos()) {
        throw new BadRequestException("the body took longer than " + PATIENCE.toSeconds() + " s");
      }
    }
    return Optional.empty();
  }
}
