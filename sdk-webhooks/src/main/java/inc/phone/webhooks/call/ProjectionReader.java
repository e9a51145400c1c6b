package inc.phone.webhooks.call;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import inc.phone.internal.json.UnreadableJsonException;
import inc.phone.webhooks.call.CallProjection.Remembered;
import inc.phone.webhooks.call.KeyPresses.Press;
import inc.phone.webhooks.call.Registers.Register;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads one projection in the form of {@link ProjectionCodec}. What is missing there, or twice, or
 * of another type than it is written in, is damage and never a default. Not thread-safe.
 */
final class ProjectionReader {
  private static final Set<String> SAID = Set.of("call", "voicemails");

  private final JsonParser in;
  private final CallProjection projection = new CallProjection();
  private final List<Stamp> stamps = new ArrayList<>();

  private interface Step {
    void read() throws IOException;
  }

  private interface FieldStep {
    void read(String name) throws IOException;
  }

  ProjectionReader(JsonParser in) {
    this.in = in;
  }

  CallProjection read() throws IOException {
    require(in.nextToken() == JsonToken.START_OBJECT, "an object");
    require("v".equals(in.nextFieldName()), "the version first");
    int version = nextInt();
    if (version != ProjectionCodec.VERSION) {
      throw new IllegalArgumentException(
          "stored call has version " + version + "; this SDK reads " + ProjectionCodec.VERSION);
    }
    require("events".equals(in.nextFieldName()), "the events next");
    readArrays(this::readEvent);
    readFields(SAID, this::readField);
    require(
        projection.forgottenEvents >= 0
            && (projection.forgottenEvents == 0) == (projection.lastForgotten == null),
        "forgotten and last_forgotten");
    return projection;
  }

  private void readField(String name) throws IOException {
    switch (name) {
      case "v", "events" -> throw damage("each field once");
      case "stamps" -> readArrays(() -> stamps.add(nextStamp()));
      case "call", "voicemails" -> readSaid(name, projection.delivered);
      case "reconciled" -> readObject(Set.of(), this::readReconciled);
      case "forgotten" -> projection.forgottenEvents = nextInt();
      case "last_forgotten" -> readArray(() -> projection.lastForgotten = nextStamp());
      case "first" -> projection.mergeFirst(nextInstant());
      case "manual" -> projection.manualCustomer = nextText();
      case "party" -> projection.partyNumber = nextText();
      case "looked_up" -> projection.lookedUpNumber = nextText();
      case "customer" -> projection.lookedUpCustomer = nextText();
      case "pending" -> projection.pendingSince = nextInstant();
      case "keys" -> readArrays(() -> projection.keys.put(new Press(nextStamp(), nextText())));
      case "branch" -> readBranch();
      default -> skip();
    }
  }

  private void readReconciled(String eventId) throws IOException {
    Said said = new Said();
    readObject(SAID, name -> readSaid(name, said));
    projection.reconciled.put(eventId, said);
  }

  private void readSaid(String name, Said target) throws IOException {
    switch (name) {
      case "call" -> readRegisters(target.fields);
      case "voicemails" ->
          readObject(
              Set.of(),
              id -> {
                Registers registers = new Registers();
                readRegisters(registers);
                target.voicemails.put(id, registers);
              });
      default -> skip();
    }
  }

  private void readRegisters(Registers target) throws IOException {
    require(in.nextToken() == JsonToken.START_OBJECT, "an object");
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      require(in.nextToken() == JsonToken.START_ARRAY, "an array");
      int position = nextInt();
      require(position >= 0 && position < stamps.size(), "the position of a stamp before");
      String value = nextText();
      JsonToken next = in.nextToken();
      boolean hasPhase = next == JsonToken.VALUE_NUMBER_INT;
      require(hasPhase || next == JsonToken.END_ARRAY, "a phase, if anything");
      Register register =
          new Register(hasPhase ? in.getIntValue() : 0, stamps.get(position), value);
      require(!target.has(name), "each field once");
      target.put(name, register);
      if (hasPhase) {
        skipRest();
      }
    }
  }

  private void readEvent() throws IOException {
    Stamp stamp = nextStamp();
    stamps.add(stamp);
    Remembered known = new Remembered(stamp, nextText());
    require(projection.events.put(stamp.eventId(), known) == null, "each event once");
  }

  private void readBranch() throws IOException {
    List<String> keys = new ArrayList<>();
    require(in.nextToken() == JsonToken.START_OBJECT, "an object");
    Instant startedAt = null;
    String number = null;
    Set<String> seen = new HashSet<>();
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      require(seen.add(name), "each field once");
      switch (name) {
        case "keys" -> keys.addAll(nextTexts());
        case "at" -> startedAt = nextInstant();
        case "number" -> number = nextText();
        case "id" -> projection.resolvedBranch = nextText();
        default -> skip();
      }
    }
    if (keys.isEmpty() || startedAt == null) {
      throw damage("keys and at");
    }
    projection.resolvedKeys = new PressedKeys(keys, startedAt, number);
  }

  private void readObject(Set<String> required, FieldStep step) throws IOException {
    require(in.nextToken() == JsonToken.START_OBJECT, "an object");
    readFields(required, step);
  }

  private void readFields(Set<String> required, FieldStep step) throws IOException {
    Set<String> seen = new HashSet<>();
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      require(seen.add(name), "each field once");
      step.read(name);
    }
    require(seen.containsAll(required), "more fields");
  }

  /** An array of arrays. */
  private void readArrays(Step step) throws IOException {
    require(in.nextToken() == JsonToken.START_ARRAY, "an array");
    while (in.nextToken() != JsonToken.END_ARRAY) {
      require(in.currentToken() == JsonToken.START_ARRAY, "an array");
      step.read();
      skipRest();
    }
  }

  private void readArray(Step step) throws IOException {
    require(in.nextToken() == JsonToken.START_ARRAY, "an array");
    step.read();
    skipRest();
  }

  private Stamp nextStamp() throws IOException {
    return new Stamp(nextInstant(), nextInt(), nextText());
  }

  private Instant nextInstant() throws IOException {
    require(in.nextToken() == JsonToken.VALUE_NUMBER_INT, "a number");
    return Instant.EPOCH.plus(in.getLongValue(), ChronoUnit.MICROS);
  }

  private int nextInt() throws IOException {
    require(in.nextToken() == JsonToken.VALUE_NUMBER_INT, "a number");
    return in.getIntValue();
  }

  private List<String> nextTexts() throws IOException {
    List<String> texts = new ArrayList<>();
    require(in.nextToken() == JsonToken.START_ARRAY, "an array");
    while (in.nextToken() != JsonToken.END_ARRAY) {
      texts.add(text());
    }
    return texts;
  }

  private String nextText() throws IOException {
    in.nextToken();
    return text();
  }

  private String text() throws IOException {
    require(in.currentToken() == JsonToken.VALUE_STRING, "a text");
    return in.getText();
  }

  /** What a newer version has to say beyond what this one knows. */
  private void skip() throws IOException {
    in.nextToken();
    in.skipChildren();
  }

  private void skipRest() throws IOException {
    while (in.nextToken() != JsonToken.END_ARRAY) {
      in.skipChildren();
    }
  }

  private void require(boolean condition, String expected) {
    if (!condition) {
      throw damage(expected);
    }
  }

  private UnreadableJsonException damage(String expected) {
    return new UnreadableJsonException(
        "stored call is damaged at column "
            + in.currentTokenLocation().getColumnNr()
            + ": expected "
            + expected);
  }
}
