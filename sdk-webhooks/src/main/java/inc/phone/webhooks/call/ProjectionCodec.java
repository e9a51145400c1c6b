package inc.phone.webhooks.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.json.StrictJson;
import inc.phone.webhooks.call.CallProjection.Remembered;
import inc.phone.webhooks.call.KeyPresses.Press;
import inc.phone.webhooks.call.Registers.Register;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of a projection: versioned JSON, so that an operator can read it in a pinch.
 *
 * <pre>
 * {"v":1, "stamps":[[micros,rank,id],…], "call":{name:[stamp,value(,phase)]},
 *  "voicemails":{id:{name:[…]}}, "events":[[micros,rank,id,type],…], "first":micros,
 *  "party":…, …, "keys":[[micros,rank,id,key],…], "branch":{keys,at,number,id}}
 * </pre>
 *
 * <p>After events were pruned: {@code "forgotten":count, "last_forgotten":[micros,rank,id]}.
 *
 * <p>If there are events that nobody delivered: {@code "reconciled":{id:{"call":…,
 * "voicemails":…}}}.
 *
 * <p>Most fields of a call come from few events, so stamps are listed once and named by position.
 * Fields this version does not know are kept as they are: a newer node's data survives an older
 * one.
 */
final class ProjectionCodec {
  private static final int VERSION = 1;

  private ProjectionCodec() {}

  static byte[] encode(CallProjection projection) {
    ObjectNode root = StrictJson.newObject();
    root.put("v", VERSION);
    ArrayNode stamps = root.putArray("stamps");
    Map<Stamp, Integer> positions = new LinkedHashMap<>();
    writeSaid(root, projection.delivered, stamps, positions);
    if (!projection.reconciled.isEmpty()) {
      ObjectNode reconciled = root.putObject("reconciled");
      projection.reconciled.forEach(
          (id, said) -> writeSaid(reconciled.putObject(id), said, stamps, positions));
    }
    ArrayNode events = root.putArray("events");
    projection.events.forEach(
        (id, known) -> writeStamp(events.addArray(), known.stamp()).add(known.type()));
    if (projection.lastForgotten != null) {
      root.put("forgotten", projection.forgottenEvents);
      writeStamp(root.putArray("last_forgotten"), projection.lastForgotten);
    }
    if (projection.firstEventAt != null) {
      root.put("first", micros(projection.firstEventAt));
    }
    root.put("manual", projection.manualCustomer);
    root.put("party", projection.partyNumber);
    root.put("looked_up", projection.lookedUpNumber);
    root.put("customer", projection.lookedUpCustomer);
    projection.pendingSince().ifPresent(since -> root.put("pending", micros(since)));
    writeKeys(root, projection);
    return StrictJson.write(root);
  }

  static CallProjection decode(byte[] state) {
    JsonNode root = StrictJson.readStored(state);
    if (root.path("v").asInt() != VERSION) {
      throw new IllegalArgumentException(
          "stored call has version " + root.path("v").asInt() + "; this SDK reads " + VERSION);
    }
    CallProjection projection = new CallProjection();
    JsonNode stamps = root.get("stamps");
    Stamp[] byPosition = new Stamp[stamps.size()];
    for (int i = 0; i < byPosition.length; i++) {
      byPosition[i] = readStamp(stamps.get(i));
    }
    readSaid(root, projection.delivered, byPosition);
    for (Map.Entry<String, JsonNode> event : root.path("reconciled").properties()) {
      Said said = new Said();
      readSaid(event.getValue(), said, byPosition);
      projection.reconciled.put(event.getKey(), said);
    }
    for (JsonNode event : root.get("events")) {
      Stamp stamp = readStamp(event);
      projection.events.put(stamp.eventId(), new Remembered(stamp, event.get(3).textValue()));
    }
    if (root.has("forgotten")) {
      projection.forgottenEvents = root.get("forgotten").intValue();
      projection.lastForgotten = readStamp(root.get("last_forgotten"));
    }
    if (root.has("first")) {
      projection.mergeFirst(instant(root.get("first")));
    }
    projection.manualCustomer = text(root, "manual");
    projection.partyNumber = text(root, "party");
    projection.lookedUpNumber = text(root, "looked_up");
    projection.lookedUpCustomer = text(root, "customer");
    projection.pendingSince = root.has("pending") ? instant(root.get("pending")) : null;
    readKeys(root, projection);
    return projection;
  }

  private static void writeSaid(
      ObjectNode target, Said said, ArrayNode stamps, Map<Stamp, Integer> positions) {
    writeRegisters(target.putObject("call"), said.fields, stamps, positions);
    ObjectNode voicemails = target.putObject("voicemails");
    said.voicemails.forEach(
        (id, registers) -> writeRegisters(voicemails.putObject(id), registers, stamps, positions));
  }

  private static void readSaid(JsonNode source, Said target, Stamp[] stamps) {
    readRegisters(source.get("call"), target.fields, stamps);
    for (Map.Entry<String, JsonNode> voicemail : source.get("voicemails").properties()) {
      Registers registers = new Registers();
      readRegisters(voicemail.getValue(), registers, stamps);
      target.voicemails.put(voicemail.getKey(), registers);
    }
  }

  private static void writeRegisters(
      ObjectNode target, Registers registers, ArrayNode stamps, Map<Stamp, Integer> positions) {
    registers
        .byName()
        .forEach(
            (name, register) -> {
              Integer position = positions.get(register.stamp());
              if (position == null) {
                position = positions.size();
                positions.put(register.stamp(), position);
                writeStamp(stamps.addArray(), register.stamp());
              }
              ArrayNode entry = target.putArray(name).add(position).add(register.value());
              if (register.phase() != 0) {
                entry.add(register.phase());
              }
            });
  }

  private static void readRegisters(JsonNode source, Registers target, Stamp[] stamps) {
    for (Map.Entry<String, JsonNode> entry : source.properties()) {
      JsonNode register = entry.getValue();
      target.put(
          entry.getKey(),
          new Register(
              register.path(2).asInt(),
              stamps[register.get(0).intValue()],
              register.get(1).textValue()));
    }
  }

  /** Most calls have no keys, and then nothing is written. */
  private static void writeKeys(ObjectNode root, CallProjection projection) {
    List<Press> presses = projection.keys.inOrder();
    if (!presses.isEmpty()) {
      ArrayNode keys = root.putArray("keys");
      presses.forEach(press -> writeStamp(keys.addArray(), press.stamp()).add(press.key()));
    }
    PressedKeys resolved = projection.resolvedKeys;
    if (resolved != null) {
      ObjectNode branch = root.putObject("branch");
      resolved.keys().forEach(branch.putArray("keys")::add);
      branch.put("at", micros(resolved.callStartedAt()));
      branch.put("number", resolved.mainNumber());
      branch.put("id", projection.resolvedBranch);
    }
  }

  private static void readKeys(JsonNode root, CallProjection projection) {
    for (JsonNode press : root.path("keys")) {
      projection.keys.put(new Press(readStamp(press), press.get(3).textValue()));
    }
    JsonNode branch = root.get("branch");
    if (branch != null) {
      List<String> keys = new ArrayList<>();
      branch.get("keys").forEach(key -> keys.add(key.textValue()));
      projection.resolvedKeys =
          new PressedKeys(keys, instant(branch.get("at")), text(branch, "number"));
      projection.resolvedBranch = text(branch, "id");
    }
  }

  private static ArrayNode writeStamp(ArrayNode target, Stamp stamp) {
    return target.add(micros(stamp.time())).add(stamp.rank()).add(stamp.eventId());
  }

  private static Stamp readStamp(JsonNode source) {
    return new Stamp(instant(source.get(0)), source.get(1).intValue(), source.get(2).textValue());
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static Instant instant(JsonNode micros) {
    return Instant.EPOCH.plus(micros.longValue(), ChronoUnit.MICROS);
  }

  private static @Nullable String text(JsonNode root, String name) {
    return root.path(name).textValue();
  }
}
