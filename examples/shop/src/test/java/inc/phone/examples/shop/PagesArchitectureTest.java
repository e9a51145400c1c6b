package inc.phone.examples.shop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PagesArchitectureTest {
  private static final String PAGES = "inc.phone.examples.shop.pages";
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("inc.phone.examples.shop");

  @Test
  void packagesOfPagesFormNoCircle() {
    slices()
        .matching(PAGES + ".(*)..")
        .namingSlices("pages.$1")
        .should()
        .beFreeOfCycles()
        .check(MAIN);
  }

  @Test
  void pagesKnowNothingOfTheShop() {
    noClasses()
        .that()
        .resideInAPackage(PAGES + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("inc.phone.examples.shop")
        .check(MAIN);
  }
}
