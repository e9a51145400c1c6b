package inc.phone.ivr;

import inc.phone.core.testkit.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
  @TestFactory
  Stream<DynamicTest> theHouseRulesHold() {
    return HouseRules.all().stream()
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.getDescription(),
                    () -> rule.check(HouseRules.classesOfModule(IvrConfig.class))));
  }
}
