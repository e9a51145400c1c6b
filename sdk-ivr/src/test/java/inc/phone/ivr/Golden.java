package inc.phone.ivr;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Files with what comes in and what must come out. */
public final class Golden {
  private Golden() {}

  public static String text(String name) {
    try (InputStream in = Golden.class.getResourceAsStream("/inc/phone/ivr/golden/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static IvrConfig shop() {
    return IvrConfig.parse(text("shop.v1.json"));
  }
}
