package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no template may do; event handlers and style attributes are refused by the build. */
class TemplatesTest {
  private static final Pattern POST =
      Pattern.compile("<form[^>]*method=\"post\".*?</form>", Pattern.DOTALL);

  @Test
  void nothingIsWrittenUnescaped() throws IOException {
    assertThat(templates()).noneMatch(template -> template.contains("$unsafe"));
  }

  @Test
  void scriptsAndStylesAreFiles() throws IOException {
    assertThat(templates())
        .noneMatch(template -> template.contains("<style"))
        .noneMatch(template -> template.matches("(?s).*<script(?![^>]* src=).*"))
        .noneMatch(template -> template.contains("hx-on") || template.contains("hx-vals"));
  }

  @Test
  void nothingComesFromAnotherHost() throws IOException {
    assertThat(templates())
        .noneMatch(template -> template.matches("(?s).*(?:src|href|action)=\"(?:https?:)?//.*"));
  }

  @Test
  void everyFormThatChangesSomethingHasTheToken() throws IOException {
    List<String> forms =
        templates().stream()
            .flatMap(template -> POST.matcher(template).results())
            .map(form -> form.group())
            .toList();

    assertThat(forms)
        .hasSizeGreaterThan(10)
        .allMatch(form -> form.contains("@template.tag.token("));
  }

  private static List<String> templates() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/jte"))) {
      List<String> templates = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        templates.add(Files.readString(file));
      }
      assertThat(templates).hasSizeGreaterThan(20);
      return templates;
    }
  }
}
