package inc.phone.webhooks.call;

import inc.phone.internal.json.StrictJson;

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
 * "voicemails":…}}}, before the events.
 *
 * <p>Most fields of a call come from few events, so stamps are listed once and named by position.
 * It is read in one pass: a state that does not begin with its version, or that names stamps before
 * it lists them, is damaged. All else may stand in any order.
 *
 * <p>Fields of a call or a voicemail that this version does not know are kept as they are: a newer
 * node's data survives an older one. Whatever else it does not know is left out when it writes.
 */
final class ProjectionCodec {
  static final int VERSION = 1;

  private ProjectionCodec() {}

  static byte[] encode(CallProjection projection) {
    return StrictJson.writeStored(out -> new ProjectionWriter(out).write(projection));
  }

  static CallProjection decode(byte[] state) {
    return StrictJson.readStored(state, in -> new ProjectionReader(in).read());
  }
}
