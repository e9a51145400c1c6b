package inc.phone.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON under the one profile of this SDK.
 *
 * <p>Reading is strict: UTF-8 only (a byte order mark is allowed, overlong forms and UTF-16 are
 * not), one object, no duplicate keys, no trailing text, no non-finite number, and the limits
 * below. It works on trees, not on classes, so that the difference between absent and null, the
 * place of every problem and all unknown fields stay visible, and nothing needs reflection.
 *
 * <p>Thread-safe.
 */
public final class StrictJson {
  /** Longest document in bytes. */
  public static final int MAX_DOCUMENT_BYTES = 4 * 1024 * 1024;

  /** Longest answer of the API in bytes: some of its lists hold all there is, without pages. */
  public static final int MAX_ANSWER_BYTES = 32 * 1024 * 1024;

  private static final int MAX_DEPTH = 64;
  private static final int MAX_STRING_LENGTH = 2 * 1024 * 1024;
  private static final int MAX_NUMBER_LENGTH = 40;
  private static final int MAX_NAME_LENGTH = 256;
  private static final int MAX_TOKENS = 200_000;
  private static final int MAX_ANSWER_TOKENS = 8_000_000;

  private static final JsonMapper MAPPER = mapper(MAX_DOCUMENT_BYTES, MAX_TOKENS);
  private static final JsonMapper ANSWERS = mapper(MAX_ANSWER_BYTES, MAX_ANSWER_TOKENS);

  private static final JsonMapper LAST_OF_DUPLICATES =
      MAPPER.rebuild().disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * Ids are names in stored forms, each of them new: without a table of names none is kept, and no
   * table is copied for each.
   */
  private static final JsonMapper STORED =
      JsonMapper.builder(
              new JsonFactoryBuilder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .build())
          .build();

  /**
   * Reads a value token by token.
   *
   * @param <T> what it means
   */
  public interface Reading<T> {
    /**
     * Reads.
     *
     * @param in before the first token
     * @return what it means
     * @throws IOException if the parser throws it
     */
    T read(JsonParser in) throws IOException;
  }

  /** Writes a value token by token. */
  public interface Writing {
    /**
     * Writes.
     *
     * @param out where nothing is written yet
     * @throws IOException if the generator throws it
     */
    void write(JsonGenerator out) throws IOException;
  }

  private StrictJson() {}

  private static JsonMapper mapper(int maxBytes, int maxTokens) {
    return JsonMapper.builder(
            new JsonFactoryBuilder()
                .streamReadConstraints(
                    StreamReadConstraints.builder()
                        .maxDocumentLength(maxBytes)
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_STRING_LENGTH)
                        .maxNumberLength(MAX_NUMBER_LENGTH)
                        .maxNameLength(MAX_NAME_LENGTH)
                        .maxTokenCount(maxTokens)
                        .build())
                // Names come from outside: interning would keep them for good. Jackson's own table
                // of names is bounded, and its byte parser cannot do without it.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .nodeFactory(new FiniteNumbers())
        .build();
  }

  /**
   * Reads one JSON object.
   *
   * @param utf8 the bytes, not changed
   * @return the object
   * @throws UnreadableJsonException if the bytes are anything else or break a limit
   */
  public static JsonFields readObject(byte[] utf8) {
    return JsonFields.root(read(utf8));
  }

  /**
   * Reads one JSON value of any kind.
   *
   * @param utf8 the bytes, not changed
   * @return the value, a null node for {@code null}
   * @throws UnreadableJsonException if the bytes are not one JSON value or break a limit
   */
  public static JsonNode read(byte[] utf8) {
    return read(utf8, MAPPER, MAX_DOCUMENT_BYTES);
  }

  /**
   * Reads an answer of the API that the client asked: an object, or a bare list.
   *
   * @param utf8 the bytes, not changed; up to {@link #MAX_ANSWER_BYTES} and 8,000,000 tokens
   * @param list the name under which a bare list is to appear
   * @return an object; if the answer was a list, it holds nothing but that list under that name
   * @throws UnreadableJsonException if the bytes are neither or break a limit
   */
  public static JsonFields readAnswer(byte[] utf8, String list) {
    JsonNode node = read(utf8, ANSWERS, MAX_ANSWER_BYTES);
    return JsonFields.root(node.isArray() ? newObject().set(list, node) : node);
  }

  /**
   * Reads one JSON value as {@link #read} does, but of several fields of one name the last counts.
   * For documents that must be used as far as they can, never for what is authenticated.
   *
   * @param utf8 the bytes, not changed
   * @return the value, a null node for {@code null}
   * @throws UnreadableJsonException if the bytes are not one JSON value or break a limit
   */
  public static JsonNode readLastOfDuplicateKeys(byte[] utf8) {
    return read(utf8, LAST_OF_DUPLICATES, MAX_DOCUMENT_BYTES);
  }

  private static JsonNode read(byte[] utf8, JsonMapper mapper, int maxBytes) {
    int start = startsWithByteOrderMark(utf8) ? 3 : 0;
    int length = utf8.length - start;
    if (length > maxBytes) {
      throw new UnreadableJsonException("document is longer than " + maxBytes + " bytes");
    }
    requireUtf8(utf8, start, length);
    try {
      JsonNode node = mapper.readTree(utf8, start, length);
      if (node == null || node.isMissingNode()) {
        throw new UnreadableJsonException("document is empty");
      }
      return node;
    } catch (JsonProcessingException e) {
      // Jackson's message quotes what it read, and so does its cause: only the place may leave.
      throw new UnreadableJsonException("malformed JSON" + place(e.getLocation()));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // cannot happen: the source is an array
    }
  }

  /**
   * Reads what {@link #write} or {@link #writeStored} wrote: our own stored form, which may be
   * longer than any one body.
   *
   * @param utf8 the bytes, not changed
   * @return the value, a missing node for nothing
   * @throws UnreadableJsonException if the bytes are not JSON
   */
  public static JsonNode readStored(byte[] utf8) {
    return readStored(
        utf8,
        in -> {
          JsonNode node = STORED.readTree(in);
          return node == null ? MissingNode.getInstance() : node;
        });
  }

  /**
   * Reads a stored form as {@link #readStored(byte[])} does, but without a tree, for those that are
   * read all the time.
   *
   * @param utf8 the bytes, not changed
   * @param reading takes the tokens, as many as it wants
   * @param <T> what they mean
   * @return what they mean
   * @throws UnreadableJsonException if the bytes, as far as they are read, are not JSON
   */
  public static <T> T readStored(byte[] utf8, Reading<T> reading) {
    try (JsonParser in = STORED.createParser(decoded(utf8))) {
      return reading.read(in);
    } catch (IOException e) {
      throw new UnreadableJsonException("stored JSON is damaged");
    }
  }

  /**
   * Writes a tree as compact UTF-8.
   *
   * @param node the tree
   * @return its bytes
   */
  public static byte[] write(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree could not be written", e);
    }
  }

  /**
   * Writes a stored form as {@link #write} does, but without a tree.
   *
   * @param writing gives the tokens
   * @return the bytes
   */
  public static byte[] writeStored(Writing writing) {
    // Jackson fills a buffer of its own and mostly hands over all at once: then that is what fits.
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
    try (JsonGenerator out = MAPPER.createGenerator(bytes)) {
      writing.write(out);
    } catch (IOException e) {
      throw new IllegalStateException("JSON could not be written", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Writes compact JSON text.
   *
   * @param writing gives the tokens
   * @return the text
   */
  public static String writeText(Writing writing) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = MAPPER.createGenerator(text)) {
      writing.write(out);
    } catch (IOException e) {
      throw new IllegalStateException("JSON could not be written", e);
    }
    return text.toString();
  }

  /**
   * Makes an empty object to be filled and written.
   *
   * @return a new mutable object
   */
  public static ObjectNode newObject() {
    return MAPPER.createObjectNode();
  }

  /**
   * Makes an empty list to be filled and written.
   *
   * @return a new mutable list
   */
  public static ArrayNode newArray() {
    return MAPPER.createArrayNode();
  }

  /** Most of what is stored is ASCII, which needs no decoder. */
  private static String decoded(byte[] utf8) throws CharacterCodingException {
    return isAscii(utf8, 0, utf8.length)
        ? new String(utf8, StandardCharsets.ISO_8859_1)
        : StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
  }

  private static boolean startsWithByteOrderMark(byte[] utf8) {
    return utf8.length >= 3
        && utf8[0] == (byte) 0xEF
        && utf8[1] == (byte) 0xBB
        && utf8[2] == (byte) 0xBF;
  }

  /** Jackson decodes some malformed sequences without complaint; the JDK's decoder does not. */
  private static void requireUtf8(byte[] utf8, int start, int length) {
    if (isAscii(utf8, start, length)) {
      return;
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(utf8, start, length);
    CharBuffer scratch = CharBuffer.allocate(Math.min(length, 4096));
    while (in.hasRemaining()) {
      if (decoder.decode(in, scratch.clear(), true).isError()) {
        throw new UnreadableJsonException("not UTF-8 at byte " + (in.position() - start));
      }
    }
  }

  private static boolean isAscii(byte[] bytes, int start, int length) {
    int all = 0;
    for (int i = start; i < start + length; i++) {
      all |= bytes[i];
    }
    return all >= 0;
  }

  private static String place(@Nullable JsonLocation location) {
    return location == null
        ? ""
        : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  /** A number like {@code 1e999} reads as infinity, which no store can keep. */
  private static final class FiniteNumbers extends JsonNodeFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public NumericNode numberNode(double value) {
      if (Double.isInfinite(value)) {
        throw new UnreadableJsonException("a number is not finite");
      }
      return super.numberNode(value);
    }
  }
}
