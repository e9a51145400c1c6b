package inc.phone.webhooks.call;

import inc.phone.internal.json.StrictJson;

/**
 * The stored form of a projection: versioned JSON, so that an operator can read it in a pinch.
 *
 * <pre>
 * {"v":2, "events":[[micros,rank,id,type],…], "stamps":[[micros,rank,id],…],
 *  "call":{name:[stamp,value(,phase)]}, "voicemails":{id:{name:[…]}}, "first":micros,
 *  "party":…, …, "keys":[[micros,rank,id,key],…], "branch":{keys,at,number,id}}
 * </pre>
 *
 * <p>After events were pruned: {@code "forgotten":count, "last_forgotten":[micros,rank,id]}.
 *
 * <p>If there are events that nobody delivered: {@code "reconciled":{id:{"call":…,
 * "voicemails":…}}}.
 *
 * <p>A value names its stamp by position: that of an event by its place among the events, and one
 * that no event has (any more) by its place among the stamps, counted on from there. What is null
 * or empty is left out, except for {@code call} and {@code voicemails}.
 *
 * <p>It is read in one pass: a state that does not begin with its version and its events, or that
 * names stamps before it lists them, is damaged. All else may stand in any order.
 *
 * <p>Version 1 listed all stamps apart from the events. It was in no release and is not read.
 *
 * <p>Fields of a call or a voicemail that this version does not know are kept as they are: a newer
 * node's data survives an older one. Whatever else it does not know is left out when it writes.
 */
final class ProjectionCodec {
  static final int VERSION = 2;

  private ProjectionCodec() {}

  static byte[] encode(CallProjection projection) {
    return StrictJson.writeStored(out -> new ProjectionWriter(out).write(projection));
  }

  static CallProjection decode(byte[] state) {
    return StrictJson.readStored(state, in -> new ProjectionReader(in).read());
  }
}
