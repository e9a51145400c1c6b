package inc.phone.client;

import inc.phone.client.wire.WireReply;
import inc.phone.internal.json.JsonFields;
import inc.phone.internal.json.StrictJson;
import java.util.List;
import java.util.function.Function;

/** The shapes that answers come in. */
final class Json {
  private Json() {}

  /** A list: bare, or wrapped in an object under its plural name. */
  static <T> Function<WireReply, List<T>> list(String plural, Function<JsonFields, T> element) {
    return reply -> elements(StrictJson.readAnswer(reply.body(), plural), plural, element);
  }

  /** The list within an object; to lack it is an error, since "none" would be a guess. */
  static <T> List<T> elements(JsonFields fields, String plural, Function<JsonFields, T> element) {
    List<T> elements = fields.objects(plural, element);
    if (elements == null) {
      throw fields.problem(plural, "a list");
    }
    return elements;
  }

  /** One object: bare, or wrapped under its singular name. */
  static <T> Function<WireReply, T> object(String singular, Function<JsonFields, T> reader) {
    return reply -> {
      JsonFields fields = StrictJson.readAnswer(reply.body(), singular);
      JsonFields wrapped = fields.has("id") ? null : fields.object(singular);
      return reader.apply(wrapped == null ? fields : wrapped);
    };
  }

  /** The id, the one field that nothing works without. */
  static String id(JsonFields fields) {
    String id = fields.id("id");
    if (id == null) {
      throw fields.problem("id", "an id");
    }
    return id;
  }
}
