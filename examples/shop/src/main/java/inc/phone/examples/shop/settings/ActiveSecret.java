package inc.phone.examples.shop.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import inc.phone.settings.Secret;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the secrets that webhooks may be signed with. All of them are one field, as JSON, so that
 * the list as a whole is authenticated: none can be taken out or put back alone.
 *
 * @param id what it is called; tells nothing about the secret
 * @param addedAt when it was saved, or null if it came from the environment
 * @param secret the secret
 */
record ActiveSecret(String id, @Nullable Instant addedAt, Secret secret) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** The secrets of the environment, which have no ids of their own. */
  static List<ActiveSecret> ofEnvironment(List<Secret> secrets) {
    List<ActiveSecret> active = new ArrayList<>();
    for (Secret secret : secrets) {
      active.add(new ActiveSecret("environment-" + (active.size() + 1), null, secret));
    }
    return List.copyOf(active);
  }

  /** Saved ones come last in the list, those of the environment have their newest first. */
  static List<Secret> newestFirst(List<ActiveSecret> secrets) {
    List<Secret> newestFirst = new ArrayList<>();
    for (ActiveSecret active : secrets) {
      newestFirst.add(active.addedAt == null ? newestFirst.size() : 0, active.secret);
    }
    return newestFirst;
  }

  static Secret write(List<ActiveSecret> secrets) {
    ArrayNode list = MAPPER.createArrayNode();
    for (ActiveSecret active : secrets) {
      Instant at = active.addedAt;
      list.addObject()
          .put("id", active.id)
          .put("added_at", at == null ? null : at.toString())
          .put("secret", active.secret.reveal());
    }
    return Secret.of(list.toString());
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it is anything else, without repeating it
   */
  static List<ActiveSecret> read(Secret text) {
    try {
      List<ActiveSecret> secrets = new ArrayList<>();
      for (JsonNode node : MAPPER.readTree(text.reveal())) {
        String at = node.path("added_at").textValue();
        secrets.add(
            new ActiveSecret(
                node.path("id").asText(),
                at == null ? null : Instant.parse(at),
                Secret.of(node.path("secret").asText())));
      }
      return List.copyOf(secrets);
    } catch (JsonProcessingException | DateTimeException e) {
      throw new IllegalArgumentException("is no list of secrets"); // a cause would repeat some
    }
  }
}
