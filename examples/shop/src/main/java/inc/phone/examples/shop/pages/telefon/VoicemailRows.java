package inc.phone.examples.shop.pages.telefon;

import inc.phone.examples.shop.pages.people.People;
import inc.phone.webhooks.call.VoicemailRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes rows of voicemails: what Phone.inc tells, and what the shop knows besides. */
public final class VoicemailRows {
  private final People people;
  private final Listened listened;

  public VoicemailRows(People people, Listened listened) {
    this.people = people;
    this.listened = listened;
  }

  /**
   * The rows.
   *
   * @param branches names of branches by id
   */
  List<VoicemailRow> of(List<VoicemailRecord> voicemails, Map<String, String> branches) {
    Set<String> heard =
        listened.among(voicemails.stream().map(VoicemailRecord::voicemailId).toList());
    return voicemails.stream().map(one -> row(one, branches, heard)).toList();
  }

  private VoicemailRow row(VoicemailRecord one, Map<String, String> branches, Set<String> heard) {
    String branch = one.call().branchId();
    return new VoicemailRow(
        one.voicemailId(),
        one.call().callId(),
        Party.of(one.call(), one.from(), people),
        branch == null ? null : branches.getOrDefault(branch, branch),
        one.mainNumberName(),
        one.transcription(),
        one.sortedAt(),
        heard.contains(one.voicemailId()));
  }
}
