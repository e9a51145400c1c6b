package inc.phone.webhooks.call;

import com.fasterxml.jackson.core.JsonGenerator;
import inc.phone.webhooks.call.CallProjection.Remembered;
import inc.phone.webhooks.call.KeyPresses.Press;
import inc.phone.webhooks.call.Registers.Register;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes one projection in the form of {@link ProjectionCodec}. Not thread-safe. */
final class ProjectionWriter {
  private final JsonGenerator out;
  private final Map<Stamp, Integer> positions = new HashMap<>();

  /** Stamps of values that no remembered event has. */
  private final List<Stamp> others = new ArrayList<>();

  ProjectionWriter(JsonGenerator out) {
    this.out = out;
  }

  void write(CallProjection projection) throws IOException {
    for (Remembered known : projection.events.values()) {
      positions.put(known.stamp(), positions.size());
    }
    findStamps(projection.delivered);
    projection.reconciled.values().forEach(this::findStamps);
    out.writeStartObject();
    out.writeNumberField("v", ProjectionCodec.VERSION);
    writeEvents(projection);
    writeStamps();
    writeSaid(projection.delivered);
    if (!projection.reconciled.isEmpty()) {
      out.writeObjectFieldStart("reconciled");
      for (Map.Entry<String, Said> event : projection.reconciled.entrySet()) {
        out.writeObjectFieldStart(event.getKey());
        writeSaid(event.getValue());
        out.writeEndObject();
      }
      out.writeEndObject();
    }
    if (projection.lastForgotten != null) {
      out.writeNumberField("forgotten", projection.forgottenEvents);
      out.writeFieldName("last_forgotten");
      writeStamped(projection.lastForgotten, null);
    }
    writeTime("first", projection.firstEventAt);
    writeText("manual", projection.manualCustomer);
    writeText("party", projection.partyNumber);
    writeText("looked_up", projection.lookedUpNumber);
    writeText("customer", projection.lookedUpCustomer);
    writeTime("pending", projection.pendingSince().orElse(null));
    writeKeys(projection);
    out.writeEndObject();
  }

  private void writeEvents(CallProjection projection) throws IOException {
    out.writeArrayFieldStart("events");
    for (Remembered known : projection.events.values()) {
      writeStamped(known.stamp(), known.type());
    }
    out.writeEndArray();
  }

  /** In the order in which they are named later. */
  private void findStamps(Said said) {
    findStamps(said.fields);
    said.voicemails.values().forEach(this::findStamps);
  }

  private void findStamps(Registers registers) {
    registers.forEach(
        (name, register) -> {
          if (positions.putIfAbsent(register.stamp(), positions.size()) == null) {
            others.add(register.stamp());
          }
        });
  }

  private void writeStamps() throws IOException {
    if (!others.isEmpty()) {
      out.writeArrayFieldStart("stamps");
      for (Stamp stamp : others) {
        writeStamped(stamp, null);
      }
      out.writeEndArray();
    }
  }

  private void writeSaid(Said said) throws IOException {
    writeRegisters("call", said.fields);
    out.writeObjectFieldStart("voicemails");
    for (Map.Entry<String, Registers> voicemail : said.voicemails.entrySet()) {
      writeRegisters(voicemail.getKey(), voicemail.getValue());
    }
    out.writeEndObject();
  }

  private void writeRegisters(String name, Registers registers) throws IOException {
    out.writeObjectFieldStart(name);
    registers.forEach(this::writeRegister);
    out.writeEndObject();
  }

  private void writeRegister(String name, Register register) throws IOException {
    out.writeArrayFieldStart(name);
    out.writeNumber(Objects.requireNonNull(positions.get(register.stamp())));
    out.writeString(register.value());
    if (register.phase() != 0) {
      out.writeNumber(register.phase());
    }
    out.writeEndArray();
  }

  /** Most calls have no keys, and then nothing is written. */
  private void writeKeys(CallProjection projection) throws IOException {
    List<Press> presses = projection.keys.inOrder();
    if (!presses.isEmpty()) {
      out.writeArrayFieldStart("keys");
      for (Press press : presses) {
        writeStamped(press.stamp(), press.key());
      }
      out.writeEndArray();
    }
    PressedKeys resolved = projection.resolvedKeys;
    if (resolved != null) {
      out.writeObjectFieldStart("branch");
      out.writeArrayFieldStart("keys");
      for (String key : resolved.keys()) {
        out.writeString(key);
      }
      out.writeEndArray();
      writeTime("at", resolved.callStartedAt());
      writeText("number", resolved.mainNumber());
      writeText("id", projection.resolvedBranch);
      out.writeEndObject();
    }
  }

  private void writeStamped(Stamp stamp, @Nullable String value) throws IOException {
    out.writeStartArray();
    out.writeNumber(micros(stamp.time()));
    out.writeNumber(stamp.rank());
    out.writeString(stamp.eventId());
    if (value != null) {
      out.writeString(value);
    }
    out.writeEndArray();
  }

  private void writeText(String name, @Nullable String value) throws IOException {
    if (value != null) {
      out.writeStringField(name, value);
    }
  }

  private void writeTime(String name, @Nullable Instant time) throws IOException {
    if (time != null) {
      out.writeNumberField(name, micros(time));
    }
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
