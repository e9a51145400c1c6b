package inc.phone.examples.livekit;

import static inc.phone.examples.livekit.Samples.API_KEY;
import static inc.phone.examples.livekit.Samples.BODY;
import static inc.phone.examples.livekit.Samples.SECRET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.webhooks.signature.SignatureVerifier;
import inc.phone.webhooks.signature.WebhookSigner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** LiveKit's SDK for Node, {@code livekit-server-sdk}; skipped where npm cannot install it. */
class NodePeerTest {
  private static final Path FOLDER = Path.of("target", "node-peer");
  private static JsonNode answer;

  @BeforeAll
  static void asksThePeerOnce() throws Exception {
    Files.createDirectories(FOLDER);
    for (String file : List.of("package.json", "peer.mjs")) {
      try (InputStream in = NodePeerTest.class.getResourceAsStream("/node-peer/" + file)) {
        Files.copy(in, FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (!runs(
        "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock")) {
      String why =
          "NodePeerTest is skipped: npm is absent or cannot install livekit-server-sdk here";
      System.out.println(why);
      abort(why);
    }
    ObjectNode question = Samples.JSON.createObjectNode();
    question.put("apiKey", API_KEY).put("secret", SECRET).put("body", BODY);
    question.put("participantToken", Samples.participantToken().text());
    question.put("serviceToken", Samples.serviceToken().text());
    question.put("authorization", authorization());
    Files.writeString(FOLDER.resolve("question.json"), question.toString());
    assertThat(runs("node", "peer.mjs")).as("see %s", FOLDER.resolve("log.txt")).isTrue();
    answer = Samples.json(Files.readString(FOLDER.resolve("answer.json")));
  }

  @Test
  void acceptsOurTokens() {
    assertThat(Samples.withoutTimes((ObjectNode) answer.get("participantClaims")))
        .isEqualTo(Samples.claims(Samples.participantToken().text()));
    assertThat(Samples.withoutTimes((ObjectNode) answer.get("serviceClaims")))
        .isEqualTo(Samples.claims(Samples.serviceToken().text()));
    assertThat(answer.get("changedToken").textValue()).isEqualTo("refused");
  }

  @Test
  void receivesWhatWeSignAndNothingElse() {
    assertThat(answer.get("event").textValue()).isEqualTo("participant_joined Jørgen 🎧");
    assertThat(answer.get("changedBody").textValue()).isEqualTo("refused");
    assertThat(answer.get("accessTokenAsWebhook").textValue()).isEqualTo("refused");
  }

  @Test
  void signsWhatWeVerify() {
    SignatureVerifier verifier = SignatureVerifier.liveKit(API_KEY, SECRET);
    String theirs = answer.get("theirAuthorization").textValue();

    assertThat(verifier.verify(Samples.request(theirs, BODY)))
        .isEqualTo(new SignatureVerifier.Verified(API_KEY));
    assertThat(verifier.verify(Samples.request(theirs, BODY + "\n")).isVerified()).isFalse();
  }

  @Test
  void writesTokensThatWeRead() {
    String theirs = answer.get("theirToken").textValue();

    assertThat(Samples.issuer().verifier().verify(theirs).orElseThrow().identity())
        .isEqualTo("somebody");
    assertThat(Samples.claims(theirs).get("video"))
        .isEqualTo(
            Samples.json("{\"roomJoin\":true,\"room\":\"call-1\",\"canPublishData\":false}"));
  }

  private static String authorization() {
    return WebhookSigner.liveKit(API_KEY, SECRET).sign(BODY.getBytes(UTF_8)).get("Authorization");
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(FOLDER.resolve("log.txt").toFile()))
              .start();
      try {
        return process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0;
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return false; // there is no such program
    }
  }
}
