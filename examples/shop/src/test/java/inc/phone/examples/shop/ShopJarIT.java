package inc.phone.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is built, driven from outside. */
class ShopJarIT {
  private static final String JAR = System.getProperty("shop.jar");
  private static final String JAVA = System.getProperty("java.home");
  private static final long PATIENCE_MINUTES = 5;

  @TempDir Path folder;

  private record Ended(int status, String output) {}

  @Test
  void everyOrderOfOneCallLeavesTheSameRowsForAProgramWithoutJava() throws Exception {
    for (String tool : List.of("sh", "curl", "openssl")) {
      assumeTrue(isInstalled(tool), "SKIPPED without-java.sh: " + tool + " is not installed");
    }

    Ended script = run(List.of("sh", System.getProperty("shop.script"), JAR), Map.of());

    assertThat(script.output()).contains("24 orders of one call, 24 equal rows:");
    assertThat(script.status()).isZero();
  }

  @Test
  void demonstrationEndsWellAndLeavesNothingBehind() throws Exception {
    Ended demo = run(java("-Djava.io.tmpdir=" + folder, "-jar", JAR, "--demo"), Map.of());

    assertThat(demo.output()).contains("CHECKED").doesNotContain("FAILED", "Exception");
    assertThat(demo.status()).isZero();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void saysWhatIsWrongWithTheConfigurationInOneLine() throws Exception {
    Ended shop = run(java("-jar", JAR), Map.of("SHOP_PORT", "eighty"));

    assertThat(shop.output())
        .isEqualTo(
            "the shop cannot start: SHOP_PORT must be a number from 0 to 65535, was 'eighty'\n");
    assertThat(shop.status()).isEqualTo(2);
  }

  @Test
  void pagesAndTheirFilesAreInTheJar() throws Exception {
    ProcessBuilder builder = new ProcessBuilder(java("-jar", JAR)).directory(folder.toFile());
    builder.environment().putAll(Map.of("SHOP_PORT", "0", "SHOP_DB", "jdbc:sqlite:pages.db"));
    Process shop = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader output = shop.inputReader(UTF_8)) {
      String port = output.readLine().replace("shop listening on port ", "");
      String page = get("http://localhost:" + port + "/admin/login");

      assertThat(page).contains("<form class=\"card login\"");
      Matcher files = Pattern.compile("\"(/assets/[^\"]+)\"").matcher(page);
      while (files.find()) {
        assertThat(get("http://localhost:" + port + files.group(1))).isNotEmpty();
      }
    } finally {
      shop.destroy();
      assertThat(shop.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
    }
  }

  private static String get(String address) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(address)).build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(address).isEqualTo(200);
    return answer.body();
  }

  @Test
  void refusesArgumentsItDoesNotKnow() throws Exception {
    Ended shop = run(java("-jar", JAR, "--help"), Map.of());

    assertThat(shop.output()).startsWith("usage: ");
    assertThat(shop.status()).isEqualTo(2);
  }

  private static List<String> java(String... arguments) {
    List<String> command = new ArrayList<>(List.of(JAVA + "/bin/java"));
    command.addAll(List.of(arguments));
    return command;
  }

  private Ended run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("shop-jar", ".log");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().put("JAVA_HOME", JAVA);
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
      return new Ended(process.waitFor(), Files.readString(output, UTF_8));
    } finally {
      Files.delete(output);
    }
  }

  private static boolean isInstalled(String tool) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
  }
}
