package inc.phone.webhooks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import inc.phone.core.testkit.HouseRules;
import inc.phone.webhooks.signature.fixture.Careless;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {
  private static final String SIGNATURE = "inc.phone.webhooks.signature";
  private static final JavaClasses MAIN = HouseRules.classesOfModule(WebhookRequest.class);

  @ParameterizedTest
  @MethodSource("rules")
  void holdsInMainCode(ArchRule rule) {
    rule.check(MAIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ComparesArrays",
        "ComparesTexts",
        "RefersToComparison",
        "ReadsForeignDigits",
        "FormatsNumbers"
      })
  void findsCarelessVerifiers(String violation) throws ClassNotFoundException {
    JavaClasses broken =
        new ClassFileImporter()
            .importClasses(Class.forName(Careless.class.getName() + "$" + violation));

    assertThat(HouseRules.comparesInConstantTime(SIGNATURE).evaluate(broken).hasViolation())
        .isTrue();
  }

  @Test
  void findsVerifiersThatKnowOtherStages() throws ClassNotFoundException {
    JavaClasses broken =
        new ClassFileImporter().importClasses(Class.forName(SIGNATURE + ".KnowsAnotherStage"));

    assertThat(signatureKnowsOnlyTheRequest().evaluate(broken).hasViolation()).isTrue();
  }

  static Stream<ArchRule> rules() {
    return Stream.concat(
        HouseRules.all().stream(),
        Stream.of(HouseRules.comparesInConstantTime(SIGNATURE), signatureKnowsOnlyTheRequest()));
  }

  private static ArchRule signatureKnowsOnlyTheRequest() {
    return noClasses()
        .that()
        .resideInAPackage(SIGNATURE)
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are ours and neither WebhookRequest nor cryptography",
                (JavaClass target) ->
                    target.getPackageName().startsWith("inc.phone.")
                        && !target.getPackageName().equals(SIGNATURE)
                        && !target.getPackageName().equals("inc.phone.internal.crypto")
                        && !target.getName().equals(WebhookRequest.class.getName())))
        .as("signature knows nothing of ours but WebhookRequest and cryptography");
  }
}
