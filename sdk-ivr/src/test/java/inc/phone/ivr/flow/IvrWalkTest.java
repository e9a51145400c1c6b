package inc.phone.ivr.flow;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.ivr.Edit;
import inc.phone.ivr.Golden;
import inc.phone.ivr.IvrConfig;
import inc.phone.ivr.Mutations;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class IvrWalkTest {
  @Test
  void triesEverythingOnce() {
    IvrWalk walk = IvrWalk.over(Golden.shop());

    assertThat(walk.paths().stream().map(WalkedPath::toString).toList())
        .containsExactlyElementsOf(Golden.text("shop.walk.txt").lines().toList());
    assertThat(walk.unreachableBranches()).isEmpty();
    assertThat(walk.longestToPerson()).isEqualTo(Duration.ofSeconds(13));
    assertThat(walk.longestSilence()).isEqualTo(Duration.ofSeconds(15));
    assertThat(walk.ends()).hasSize(8);
  }

  @Test
  void findsBranchesNobodyCanChoose() {
    IvrConfig twice = Edit.set(Golden.shop(), "/menus/root/branches/2/digit", "\"1\"");

    assertThat(IvrWalk.over(twice).unreachableBranches())
        .containsExactly("delivery", "delivery-status", "back");
  }

  @Test
  void endsForEveryConfiguration() {
    for (long seed = 0; seed < 500; seed++) {
      IvrConfig config = IvrConfig.parse(Mutations.text(Golden.text("shop.v1.json"), seed));
      assertThat(IvrWalk.over(config).paths()).as("seed %d", seed).hasSizeBetween(1, 500);
    }
  }
}
