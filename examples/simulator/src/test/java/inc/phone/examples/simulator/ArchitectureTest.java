package inc.phone.examples.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import inc.phone.webhooks.WebhookRequest;
import inc.phone.webhooks.signature.WebhookSigner;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("inc.phone.examples.simulator");

  /** Else the simulator could share a mistake with the code that is tested against it. */
  private static final ArchRule KNOWS_THE_SIGNER_ONLY =
      noClasses()
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "are of the SDK, other than WebhookSigner",
                  (JavaClass type) ->
                      type.getPackageName().startsWith("inc.phone.")
                          && !type.getPackageName().startsWith("inc.phone.examples.simulator")
                          && !type.isEquivalentTo(WebhookSigner.class)));

  @Test
  void usesOnlyTheSignerOfTheSdk() {
    KNOWS_THE_SIGNER_ONLY.check(MAIN);
    assertThat(MAIN.stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream()))
        .anyMatch(dependency -> dependency.getTargetClass().isEquivalentTo(WebhookSigner.class));
  }

  @Test
  void wouldSeeAnotherTypeOfTheSdk() {
    JavaClasses broken = new ClassFileImporter().importClasses(UsesTheSdk.class);

    assertThat(KNOWS_THE_SIGNER_ONLY.evaluate(broken).hasViolation()).isTrue();
  }

  @Test
  void truthKnowsCallsAndNothingOfEvents() {
    noClasses()
        .that()
        .resideInAPackage("..simulator.truth")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..render", "..delivery", "..http", "..subscription")
        .orShould()
        .dependOnClassesThat()
        .haveSimpleNameStartingWith("Moment")
        .check(MAIN);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("inc.phone.examples.simulator.(*)..").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void timeAndChanceComeFromOutside() {
    noClasses()
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callConstructor(java.util.Random.class)
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .check(MAIN);
  }

  /** Breaks the rule. */
  static final class UsesTheSdk {
    WebhookRequest request;
  }
}
