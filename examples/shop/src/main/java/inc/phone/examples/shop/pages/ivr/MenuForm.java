package inc.phone.examples.shop.pages.ivr;

import java.util.List;

/**
 * One menu.
 *
 * @param pointer its place
 * @param id its name
 * @param entry whether callers come to it first
 * @param greeting what they hear
 * @param reprompt what they hear when asked again
 * @param branches its keys
 * @param patience how long it waits for a key
 * @param silences how often silence is put up with
 * @param silence what happens then
 * @param mistakes how often wrong keys are put up with
 * @param mistake what happens then
 */
public record MenuForm(
    String pointer,
    String id,
    boolean entry,
    Texts greeting,
    Texts reprompt,
    List<BranchForm> branches,
    Field patience,
    Field silences,
    ActionForm silence,
    Field mistakes,
    ActionForm mistake) {
  public String anchor() {
    return Field.id(pointer);
  }

  public String branchesPointer() {
    return pointer + "/branches";
  }
}
