package inc.phone.examples.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a consumer of sdk-webhooks alone gets and what works with it, in a plain JVM. */
class ConsumerIT {
  private static final Path JARS = Path.of("target", "consumer");
  private static final Path CLASSES = Path.of("target", "classes");
  private static final String MAIN = "inc.phone.examples.embed.SelfCheck";
  private static final long THREE_MEGABYTES = 3_000_000;

  @Test
  void getsNeitherOkHttpNorOkioNorKotlin() throws IOException {
    assertThat(jars())
        .extracting(jar -> jar.getFileName().toString())
        .isNotEmpty()
        .noneMatch(name -> name.matches("(okhttp|okio|kotlin|annotations-).*"))
        .anyMatch(name -> name.startsWith("phoneinc-sdk-webhooks"));
  }

  @Test
  void getsLessThanThreeMegabytesOfOthers() throws IOException {
    long size = 0;
    for (Path jar : jars()) {
      if (!jar.getFileName().toString().startsWith("phoneinc-")) {
        size += Files.size(jar);
      }
    }
    assertThat(size).isBetween(1L, THREE_MEGABYTES);
  }

  @Test
  void verifiesAndStoresOnTheClassPath() throws Exception {
    String classPath =
        Stream.concat(Stream.of(CLASSES), jars().stream())
            .map(Path::toString)
            .collect(Collectors.joining(System.getProperty("path.separator")));
    assertThat(java("-cp", classPath, MAIN)).isEqualTo(expected());
  }

  @Test
  void verifiesAndStoresOnTheModulePath() throws Exception {
    String modulePath = CLASSES + System.getProperty("path.separator") + JARS;
    assertThat(java("-p", modulePath, "-m", "inc.phone.examples.embed/" + MAIN))
        .isEqualTo(expected());
  }

  /** On the class path the version can only come from the manifest. */
  @Test
  void theClientNamesItsVersionToTheServer() throws Exception {
    Path core =
        jars().stream()
            .filter(jar -> jar.getFileName().toString().startsWith("phoneinc-sdk-core-"))
            .findAny()
            .orElseThrow();
    String version = core.getFileName().toString().replaceAll("phoneinc-sdk-core-|\\.jar", "");
    URL[] classPath = {core.toUri().toURL()};
    try (URLClassLoader loader =
        new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
      Field text = loader.loadClass("inc.phone.client.UserAgent").getDeclaredField("TEXT");
      text.setAccessible(true);
      assertThat(text.get(null).toString()).startsWith("phoneinc-java/" + version + " (Java ");
    }
  }

  @Test
  void isTheProgramThatTheReadmeShows() throws IOException {
    String source = Files.readString(CLASSES.resolve("../../src/main/java/" + sourceOfEmbed()));
    String body =
        source.substring(
            source.indexOf("    WebhookReceiver receiver"), source.indexOf("    http.start();"));
    assertThat(Files.readString(Path.of("..", "..", "README.md")))
        .contains(body.stripTrailing().stripIndent());
  }

  private static String sourceOfEmbed() {
    return "inc/phone/examples/embed/Embed.java";
  }

  private static List<String> expected() {
    return List.of("{\"status\":\"accepted\"}", "401", "ended matched customer-7");
  }

  private static List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.list(JARS)) {
      return files.sorted().toList();
    }
  }

  private static List<String> java(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().toList();
  }
}
