package inc.phone.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import inc.phone.core.fixture.Violations;
import inc.phone.core.testkit.HouseRules;
import inc.phone.model.EventType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final JavaClasses MAIN = HouseRules.classesOfModule(EventType.class);

  /** Which packages of this module a package may know. */
  private static final Map<String, List<String>> ARROWS =
      Map.of(
          "inc.phone.model", List.of(),
          "inc.phone.number", List.of("inc.phone.model"),
          "inc.phone.settings", List.of("inc.phone.model"),
          "inc.phone.internal.json", List.of("inc.phone.model"),
          "inc.phone.internal.crypto", List.of("inc.phone.internal.json"),
          "inc.phone.token",
              List.of("inc.phone.settings", "inc.phone.internal.crypto", "inc.phone.internal.json"),
          "inc.phone.client.wire", List.of("inc.phone.settings"),
          "inc.phone.client",
              List.of(
                  "inc.phone.client.wire",
                  "inc.phone.model",
                  "inc.phone.number",
                  "inc.phone.settings",
                  "inc.phone.internal.json"));

  @ParameterizedTest
  @MethodSource("rules")
  void holdsInMainCode(ArchRule rule) {
    rule.check(MAIN);
  }

  @ParameterizedTest
  @MethodSource("violations")
  void isBrokenByItsViolation(ArchRule rule, String violation) throws ClassNotFoundException {
    JavaClasses broken = new ClassFileImporter().importClasses(Class.forName(violation));

    assertThat(rule.evaluate(broken).hasViolation()).as(violation).isTrue();
  }

  @Test
  void looksAtTheWholeModuleAndNothingElse() {
    assertThat(MAIN.contain(EventType.class)).isTrue();
    assertThat(MAIN.contain("inc.phone.internal.json.StrictJson")).isTrue();
    assertThat(MAIN.contain(Violations.class)).isFalse();
  }

  static Stream<ArchRule> rules() {
    return Stream.concat(
        HouseRules.all().stream(),
        Stream.concat(
            Stream.of(
                everyPackageHasItsArrows(),
                HouseRules.comparesInConstantTime("inc.phone.internal.crypto")),
            ARROWS.keySet().stream().map(ArchitectureTest::arrowsOf)));
  }

  static Stream<Arguments> violations() {
    return Stream.of(
        broken(HouseRules.onlyTheClientKnowsOkHttp(), "KnowsOkHttp"),
        broken(HouseRules.timeAndChanceAreInjected(), "ReadsTheClock"),
        broken(HouseRules.timeAndChanceAreInjected(), "RefersToTheClock"),
        broken(HouseRules.timeAndChanceAreInjected(), "Sleeps"),
        broken(HouseRules.timeAndChanceAreInjected(), "Rolls"),
        broken(HouseRules.timeAndChanceAreInjected(), "StartsThreads"),
        broken(HouseRules.timeAndChanceAreInjected(), "Prints"),
        broken(HouseRules.jsonIsMadeInOnePlace(), "MakesMapper"),
        broken(HouseRules.jsonIsMadeInOnePlace(), "BuildsMapper"),
        broken(HouseRules.publicSignaturesAreOurs(), "ShowsInternal"),
        broken(HouseRules.publicSignaturesAreOurs(), "ShowsLibrary"),
        Arguments.of(everyPackageHasItsArrows(), Violations.class.getName()),
        Arguments.of(arrowsOf("inc.phone.model"), "inc.phone.model.KnowsSettings"));
  }

  private static Arguments broken(ArchRule rule, String violation) {
    return Arguments.of(rule, Violations.class.getName() + "$" + violation);
  }

  private static ArchRule everyPackageHasItsArrows() {
    return classes()
        .should()
        .resideInAnyPackage(ARROWS.keySet().toArray(String[]::new))
        .as("every package of this module is in the table of arrows");
  }

  private static ArchRule arrowsOf(String from) {
    List<String> to = ARROWS.get(from);
    return noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are ours and outside of " + to,
                (JavaClass target) ->
                    target.getPackageName().startsWith("inc.phone.")
                        && !target.getPackageName().equals(from)
                        && !to.contains(target.getPackageName())))
        .allowEmptyShould(true)
        .as(from + " knows at most " + to);
  }
}
