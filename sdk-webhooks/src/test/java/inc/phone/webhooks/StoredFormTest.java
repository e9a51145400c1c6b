package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.json.StrictJson;
import inc.phone.internal.json.UnreadableJsonException;
import inc.phone.number.E164;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallProjection;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.PressedKeys;
import inc.phone.webhooks.testkit.EventBodies;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stored of a call is read by other nodes, later versions, and by nobody if damaged. */
class StoredFormTest {
  private static final CallKey KEY = new CallKey("default", "call-1");
  private static final E164 NUMBER = E164.of("+4520123456");

  /** One call with all that a state can have. */
  private static final String STATE =
      """
      {"v":2,
      "events":[[1778839205000000,30,"k","branch.selected"],\
      [1778839210000000,70,"~m","voicemail.new"],\
      [1778839240000000,50,"~rcall-1/ended","call.ended"]],
      "stamps":[[1778839200000000,10,"e"]],
      "call":{"branch_id":[3,"æ\\"\\\\\\n\\u0001\\uD83D\\uDE00"],"digit":[0,"2"],\
      "newer":[3,"what a newer version says",7],"state":[3,"answered",1]},
      "voicemails":{"vm":{"new_at":[3,"2026-05-15T10:00:10Z"]}},
      "reconciled":{"~rcall-1/ended":{"call":{"state":[2,"ended",2]},"voicemails":{}}},
      "forgotten":1,"last_forgotten":[1778839200000000,10,"e"],
      "first":1778839200000000,"party":"+4520123456",\
      "looked_up":"+4520123457","customer":"c2","pending":1778839201000000,
      "keys":[[1778839205000000,30,"k","2"]],
      "branch":{"keys":["2"],"at":1778839200000000,"number":"+4570707070","id":"support"}}
      """
          .replace("\n", "");

  @Test
  void theFormIsWrittenAsItWasRead() {
    assertThat(again(STATE)).isEqualTo(STATE);
    CallRecord call = CallRecord.of(KEY, bytes(STATE));
    assertThat(call.state()).hasToString("ended");
    assertThat(call.eventCount()).isEqualTo(4);
    assertThat(call.branchId()).isEqualTo("æ\"\\\n\u0001😀");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13})
  void whatIsReadAgainIsTheSameAndWritesTheSameBytes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 1_000; round++) {
      CallProjection projection = random(random);
      byte[] state = projection.encode();
      CallProjection again = CallProjection.decode(state);
      assertThat(again).as("seed %d, round %d", seed, round).isEqualTo(projection);
      assertThat(again.encode()).isEqualTo(state);
    }
  }

  /** In any order that begins with version and events, and lists stamps before they are named. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anotherOrderOfFieldsSaysTheSameOrIsRefused(long seed) {
    Random random = new Random(seed);
    int read = 0;
    for (int round = 0; round < 1_000; round++) {
      ObjectNode state = shuffled(tree(STATE), random);
      List<String> names = new ArrayList<>();
      state.fieldNames().forEachRemaining(names::add);
      int stamps = names.indexOf("stamps");
      boolean readable =
          names.indexOf("v") == 0
              && names.indexOf("events") == 1
              && stamps < names.indexOf("call")
              && stamps < names.indexOf("voicemails");
      if (readable) {
        read++;
        assertThat(again(state.toString())).as("%s", names).isEqualTo(STATE);
      } else {
        assertDamaged(state.toString());
      }
    }
    assertThat(read).isPositive();
  }

  @Test
  void whatANewerVersionAddsElsewhereIsPassedOver() {
    ObjectNode state = tree(STATE);
    state.set("added", tree("{\"a\":[{\"b\":[1,\"x\",null]},2.5,true]}"));
    ((ObjectNode) state.at("/reconciled/~0rcall-1~1ended")).set("added", tree("{\"c\":{}}"));
    ((ObjectNode) state.at("/branch")).putArray("added").addObject();
    for (String array : List.of("/stamps/0", "/call/newer", "/events/0", "/keys/0")) {
      ((ArrayNode) state.at(array)).add(1).addArray().add("x");
    }
    assertThat(again(state.toString())).isEqualTo(STATE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 99})
  void anotherVersionIsNamedWhateverFollows(int version) {
    for (String rest : List.of("}", ",\"stamps\":{}}", ",")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CallProjection.decode(bytes("{\"v\":" + version + rest)))
          .withMessage("stored call has version " + version + "; this SDK reads 2");
    }
  }

  @Test
  void aStateThatWasCutOffIsDamaged() {
    byte[] state = bytes(STATE);
    for (int length = 1; length < state.length; length++) {
      assertDamaged(Arrays.copyOf(state, length));
    }
  }

  @Test
  void textThatIsNotUtf8IsDamaged() {
    byte[] state = bytes(STATE);
    for (int i = 0; i < state.length; i++) {
      byte[] damaged = state.clone();
      damaged[i] = (byte) 0xFF;
      assertDamaged(damaged);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v",
        "stamps",
        "call",
        "voicemails",
        "events",
        "forgotten",
        "last_forgotten",
        "/reconciled/~0rcall-1~1ended call",
        "/reconciled/~0rcall-1~1ended voicemails",
        "/branch keys",
        "/branch at"
      })
  void whatIsMissingIsDamage(String place) {
    String[] parts = (place.contains(" ") ? place : " " + place).split(" ");
    assertDamaged(state -> ((ObjectNode) state.at(parts[0])).remove(parts[1]));
  }

  @Test
  void aFieldThatIsThereTwiceIsDamage() {
    for (String field :
        List.of(
            "\"voicemails\":{",
            "\"digit\":[0,\"2\"],",
            "\"customer\":\"c2\",",
            "\"v\":2,",
            "\"keys\":[\"2\"],",
            "\"at\":1778839200000000,",
            "\"number\":\"+4570707070\",")) {
      String closed = field.endsWith("{") ? field + "}," : field;
      assertThat(STATE).contains(field);
      assertDamaged(bytes(STATE.replace(field, closed + field)));
    }
  }

  /** Every value and every element in turn becomes something else. */
  @Test
  void aValueOfAnotherTypeIsDamage() {
    List<String> places = new ArrayList<>();
    ObjectNode whole = tree(STATE).put("manual", "c3"); // which leaves nothing pending
    collect(whole, "", places);
    assertThat(places).hasSizeGreaterThan(70);
    for (String place : places) {
      JsonNode old = whole.at(place);
      for (String other :
          List.of("null", "true", "1.5", "99999999999999999999", "{}", "[]", "\"\"")) {
        JsonNode value = tree("{\"a\":" + other + "}").get("a");
        boolean fits = value.getNodeType() == old.getNodeType() && !value.isNumber();
        if (!fits) {
          assertDamaged(state -> replace(state, place, value));
        }
      }
    }
  }

  @Test
  void aCountThatIsNegativeIsDamage() {
    assertDamaged(STATE.replace("\"forgotten\":1,", "\"forgotten\":-1,"));
  }

  /** Their values stay, with stamps that no remembered event has. */
  @Test
  void whatEventsBeyondTheLimitSaidIsKept() {
    CallProjection projection = new CallProjection();
    for (int i = 0; i < CallProjection.MAX_EVENTS + 3; i++) {
      Instant time = Instant.parse("2026-05-15T10:00:00Z").plusSeconds(i);
      String body =
          """
          {"event":"call.on_hold","timestamp":"%s","data":{"id":"call-1","summary":"%d"}}"""
              .formatted(time, i);
      projection.merge(EventParser.parse(bytes(body), TrueCall.RECEIVED));
    }
    byte[] state = projection.encode();
    assertThat(CallRecord.of(KEY, state).summary()).isEqualTo("1002");
    assertThat(CallProjection.decode(state)).isEqualTo(projection);
    assertThat(CallProjection.decode(state).encode()).isEqualTo(state);
  }

  @Test
  void aStampThatIsNotListedIsDamage() {
    for (String position : List.of("-1", "4", "2147483648")) {
      assertDamaged(bytes(STATE.replace("\"digit\":[0,", "\"digit\":[" + position + ",")));
    }
  }

  /** Throwaway state of all kinds: deliveries, listings, pruning, lookups, branches. */
  static CallProjection random(SplittableRandom random) {
    List<byte[]> bodies = RandomBodies.ofOneCall(random, "call-1");
    if (random.nextBoolean()) {
      TrueCall listed = TrueCall.random(random);
      bodies.addAll(listed.reconciled(random.nextInt(listed.events())));
    }
    CallProjection projection = new CallProjection();
    for (byte[] body : bodies) {
      PhoneEvent event = EventParser.parse(body, TrueCall.RECEIVED);
      projection.merge(event);
      if (random.nextInt(8) == 0 && !event.isReconciled()) {
        projection.forget(List.of(event.id()));
      }
    }
    if (random.nextBoolean()) {
      projection.setPartyNumber(Optional.of(NUMBER));
      if (random.nextBoolean()) {
        projection.setLookedUp(
            NUMBER, Optional.of("c\u0000\t\"ø€😀").filter(c -> random.nextBoolean()));
      }
    }
    if (random.nextInt(4) == 0) {
      projection.setManualCustomer(Optional.of("by hand"));
    }
    projection.notePending(TrueCall.RECEIVED);
    PressedKeys pressed = CallRecord.of(KEY, projection).pressedKeys();
    if (pressed != null && random.nextBoolean()) {
      projection.setResolvedBranch(
          pressed, Optional.of("b").filter(branch -> random.nextBoolean()));
    }
    return projection;
  }

  private static void collect(JsonNode node, String place, List<String> places) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              field -> {
                String name = field.getKey().replace("~", "~0").replace("/", "~1");
                places.add(place + "/" + name);
                collect(field.getValue(), place + "/" + name, places);
              });
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      places.add(place + "/" + i);
      collect(node.get(i), place + "/" + i, places);
    }
  }

  private static void replace(ObjectNode state, String place, JsonNode value) {
    int slash = place.lastIndexOf('/');
    String last = place.substring(slash + 1).replace("~1", "/").replace("~0", "~");
    JsonNode parent = state.at(place.substring(0, slash));
    if (parent instanceof ArrayNode array) {
      array.set(Integer.parseInt(last), value);
    } else {
      ((ObjectNode) parent).set(last, value);
    }
  }

  private static ObjectNode shuffled(ObjectNode state, Random random) {
    List<String> names = new ArrayList<>();
    state.fieldNames().forEachRemaining(names::add);
    Collections.shuffle(names.subList(random.nextInt(4) == 0 ? 0 : 2, names.size()), random);
    if (random.nextBoolean()) {
      names.remove("stamps");
      names.add(2, "stamps");
    }
    ObjectNode shuffled = StrictJson.newObject();
    names.forEach(name -> shuffled.set(name, state.get(name)));
    return shuffled;
  }

  private static void assertDamaged(Consumer<ObjectNode> damage) {
    ObjectNode state = tree(STATE);
    damage.accept(state);
    assertDamaged(state.toString());
  }

  private static void assertDamaged(String state) {
    assertDamaged(bytes(state));
  }

  private static void assertDamaged(byte[] state) {
    assertThatExceptionOfType(UnreadableJsonException.class)
        .as("%s", new String(state, StandardCharsets.UTF_8))
        .isThrownBy(() -> CallProjection.decode(state))
        .withMessageMatching("stored JSON is damaged|stored call is damaged at column \\d+: .+");
  }

  private static String again(String state) {
    return new String(CallProjection.decode(bytes(state)).encode(), StandardCharsets.UTF_8);
  }

  private static ObjectNode tree(String json) {
    return (ObjectNode) StrictJson.readStored(bytes(json));
  }

  private static byte[] bytes(String text) {
    return EventBodies.bytes(text);
  }
}
