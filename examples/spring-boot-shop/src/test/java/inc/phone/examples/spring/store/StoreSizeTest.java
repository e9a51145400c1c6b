package inc.phone.examples.spring.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the README says of this store: it is small, and it stands on public interfaces only. */
class StoreSizeTest {
  private static final Path MAIN = Path.of("src/main/java/inc/phone/examples/spring");

  @Test
  void storeAndEntitiesAreUnderTwoHundredLines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String name : List.of("JpaCallStore", "PhoneCall", "CallEvent")) {
      lines.addAll(Files.readAllLines(MAIN.resolve("store").resolve(name + ".java")));
    }
    assertThat(lines).hasSizeLessThan(200);
  }

  @Test
  void nothingInTheShopUsesInternalsOrTheStoresOfTheSdk() throws IOException {
    try (var files = Files.walk(MAIN)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file))
            .as(file.toString())
            .doesNotContain("inc.phone.internal")
            .doesNotContain("inc.phone.webhooks.store");
      }
    }
  }
}
