package inc.phone.ivr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** As much of JSON Schema draft 07 as our schema uses; an unknown keyword is an error. */
final class JsonSchema {
  private final JsonNode root;

  JsonSchema(JsonNode root) {
    this.root = root;
  }

  boolean accepts(JsonNode value) {
    return accepts(root, value);
  }

  private boolean accepts(JsonNode schema, JsonNode value) {
    for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
      if (!accepts(schema, keyword.getKey(), keyword.getValue(), value)) {
        return false;
      }
    }
    return true;
  }

  private boolean accepts(JsonNode schema, String keyword, JsonNode rule, JsonNode value) {
    return switch (keyword) {
      case "$schema", "$id", "title", "definitions", "then" -> true;
      case "$ref" -> accepts(root.at(rule.asText().substring(1)), value);
      case "type" -> isType(rule.asText(), value);
      case "const" -> rule.equals(value);
      case "enum" -> contains(rule, value);
      case "not" -> !accepts(rule, value);
      case "allOf" -> all(rule, each -> accepts(each, value));
      case "anyOf" -> !all(rule, each -> !accepts(each, value));
      case "if" -> !accepts(rule, value) || accepts(schema.path("then"), value);
      case "required" -> only(value.isObject(), () -> all(rule, n -> value.has(n.asText())));
      case "properties" ->
          only(
              value.isObject(),
              () ->
                  rule.properties().stream()
                      .allMatch(
                          p ->
                              !value.has(p.getKey())
                                  || accepts(p.getValue(), value.get(p.getKey()))));
      case "additionalProperties" ->
          only(value.isObject(), () -> all(value, each -> accepts(rule, each)));
      case "propertyNames" ->
          only(
              value.isObject(),
              () ->
                  value.properties().stream()
                      .allMatch(p -> accepts(rule, TextNode.valueOf(p.getKey()))));
      case "items" -> only(value.isArray(), () -> all(value, each -> accepts(rule, each)));
      case "minItems" -> only(value.isArray(), () -> value.size() >= rule.asInt());
      case "maxItems" -> only(value.isArray(), () -> value.size() <= rule.asInt());
      case "minProperties" -> only(value.isObject(), () -> value.size() >= rule.asInt());
      case "maxProperties" -> only(value.isObject(), () -> value.size() <= rule.asInt());
      case "uniqueItems" ->
          only(value.isArray(), () -> value.valueStream().distinct().count() == value.size());
      case "minimum" -> only(value.isNumber(), () -> value.asDouble() >= rule.asDouble());
      case "maximum" -> only(value.isNumber(), () -> value.asDouble() <= rule.asDouble());
      case "minLength" -> only(value.isTextual(), () -> length(value) >= rule.asInt());
      case "maxLength" -> only(value.isTextual(), () -> length(value) <= rule.asInt());
      case "pattern" ->
          only(
              value.isTextual(),
              () -> Pattern.compile(rule.asText()).matcher(value.asText()).find());
      case "format" -> only(value.isTextual(), () -> isDate(value.asText()));
      default -> throw new IllegalStateException("keyword " + keyword);
    };
  }

  private static boolean only(boolean applies, BooleanSupplier test) {
    return !applies || test.getAsBoolean();
  }

  private static boolean all(JsonNode list, java.util.function.Predicate<JsonNode> test) {
    return list.valueStream().allMatch(test);
  }

  private static boolean contains(JsonNode list, JsonNode value) {
    return list.valueStream().anyMatch(value::equals);
  }

  private static int length(JsonNode value) {
    return value.asText().codePointCount(0, value.asText().length());
  }

  private static boolean isType(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "boolean" -> value.isBoolean();
      default -> throw new IllegalStateException(type);
    };
  }

  private static boolean isDate(String text) {
    try {
      return text.length() == 10 && LocalDate.parse(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
