package inc.phone.core.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The architecture rules that hold in every SDK module. */
public final class HouseRules {
  private static final String INTERNAL_JSON = "inc.phone.internal.json";

  private HouseRules() {}

  /**
   * The classes of one module, neither its tests nor the modules it uses.
   *
   * @param anchor any class of the module's main code
   * @return everything in the same directory or jar
   */
  public static JavaClasses classesOfModule(Class<?> anchor) {
    try {
      Path place = Path.of(anchor.getProtectionDomain().getCodeSource().getLocation().toURI());
      return new ClassFileImporter().importPath(place);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The rules.
   *
   * @return each to be checked against {@link #classesOfModule}
   */
  public static List<ArchRule> all() {
    return List.of(
        onlyTheClientKnowsOkHttp(),
        timeAndChanceAreInjected(),
        publicSignaturesAreOurs(),
        jsonIsMadeInOnePlace());
  }

  /**
   * A receiver of webhooks must not need an HTTP client.
   *
   * @return the rule
   */
  public static ArchRule onlyTheClientKnowsOkHttp() {
    return noClasses()
        .that()
        .resideOutsideOfPackage("inc.phone.client..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("okhttp3..", "okio..", "kotlin..")
        .as("only inc.phone.client knows OkHttp");
  }

  /**
   * Clocks, sleepers, schedulers and randomness come from outside; {@code Clock.systemUTC()} as the
   * default of a builder is allowed, and so is {@code System.nanoTime()} in a class named {@code
   * SystemTicker}, the default of an injected ticker: the JDK has no {@code Clock} for elapsed
   * time. Method references count as calls.
   *
   * @return the rule
   */
  public static ArchRule timeAndChanceAreInjected() {
    return noClasses()
        .should()
        .accessTargetWhere(reaches(HouseRules::isAmbient, "an ambient clock, thread or stream"))
        .as("time, threads, randomness and output are injected");
  }

  /**
   * Neither our internal packages nor libraries a host may have in another version.
   *
   * @return the rule
   */
  public static ArchRule publicSignaturesAreOurs() {
    return classes()
        .that()
        .arePublic()
        .and()
        .resideOutsideOfPackage("inc.phone.internal..")
        .should(showOnlyTypesOfTheApi())
        .allowEmptyShould(true)
        .as("public signatures show no internal and no library type");
  }

  /**
   * One strict profile for all JSON.
   *
   * @return the rule
   */
  public static ArchRule jsonIsMadeInOnePlace() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(INTERNAL_JSON)
        .should()
        .accessTargetWhere(reaches(HouseRules::makesMapper, "an own JSON mapper or factory"))
        .allowEmptyShould(true)
        .as("only " + INTERNAL_JSON + " makes JSON mappers");
  }

  /**
   * Comparisons of secrets go through MessageDigest.isEqual; digits are ASCII.
   *
   * @param packageName where the rule holds, subpackages included
   * @return the rule
   */
  public static ArchRule comparesInConstantTime(String packageName) {
    return noClasses()
        .that()
        .resideInAPackage(packageName + "..")
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe(
                "a comparison that stops early, or what reads or writes digits of a locale",
                HouseRules::isCareless))
        .as(packageName + " compares in constant time and is blind to locales");
  }

  private static boolean isCareless(JavaAccess<?> access) {
    String name = access.getTarget().getName();
    return switch (access.getTargetOwner().getName()) {
      case "java.util.Arrays" -> Set.of("equals", "compare", "mismatch").contains(name);
      case "java.lang.String" ->
          Set.of("equals", "equalsIgnoreCase", "contentEquals", "compareTo", "format", "formatted")
              .contains(name);
      case "java.lang.Character" -> Set.of("digit", "getNumericValue", "isDigit").contains(name);
      default -> false;
    };
  }

  private static boolean isAmbient(String owner, String name, JavaAccess<?> access) {
    return switch (owner) {
      case "java.lang.System" ->
          Set.of("currentTimeMillis", "out", "err", "in").contains(name)
              || (name.equals("nanoTime")
                  && !access.getOriginOwner().getSimpleName().equals("SystemTicker"));
      case "java.lang.Thread" -> Set.of("sleep", "<init>").contains(name);
      case "java.util.concurrent.TimeUnit" -> name.equals("sleep");
      case "java.lang.Math" -> name.equals("random");
      case "java.util.Random", "java.util.Timer", "java.lang.ThreadLocal" -> name.equals("<init>");
      case "java.util.Date" -> name.equals("<init>") && parameters(access) == 0;
      case "java.util.UUID" -> name.equals("randomUUID");
      case "java.util.concurrent.ThreadLocalRandom" -> name.equals("current");
      case "java.util.concurrent.Executors" -> true;
      default -> owner.startsWith("java.time.") && name.equals("now") && !takesClock(access);
    };
  }

  private static boolean makesMapper(String owner, String name, JavaAccess<?> access) {
    return owner.matches(
            "com\\.fasterxml\\.jackson\\..*(Mapper|JsonFactory|FactoryBuilder|\\$Builder)")
        && Set.of("<init>", "builder").contains(name);
  }

  private static long parameters(JavaAccess<?> access) {
    return access.getTarget().getFullName().endsWith("()") ? 0 : 1;
  }

  private static boolean takesClock(JavaAccess<?> access) {
    return access.getTarget().getFullName().contains("java.time.Clock");
  }

  private static DescribedPredicate<JavaAccess<?>> reaches(Target target, String description) {
    return DescribedPredicate.describe(
        description,
        access ->
            target.matches(
                access.getTargetOwner().getName(), access.getTarget().getName(), access));
  }

  private static ArchCondition<JavaClass> showOnlyTypesOfTheApi() {
    return new ArchCondition<>("show only JDK types and our own exported ones") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getMembers().stream()
            .filter(HouseRules::isVisible)
            .forEach(
                member ->
                    typesOf(member)
                        .filter(HouseRules::isForeign)
                        .forEach(
                            foreign ->
                                events.add(
                                    SimpleConditionEvent.violated(
                                        member,
                                        member.getFullName() + " shows " + foreign.getName()))));
      }
    };
  }

  private static boolean isVisible(JavaMember member) {
    return member.getModifiers().contains(JavaModifier.PUBLIC)
        || member.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private static Stream<JavaClass> typesOf(JavaMember member) {
    if (member instanceof JavaCodeUnit unit) {
      return Stream.concat(
          unit.getReturnType().getAllInvolvedRawTypes().stream(),
          unit.getParameterTypes().stream()
              .flatMap(parameter -> parameter.getAllInvolvedRawTypes().stream()));
    }
    return ((JavaField) member).getType().getAllInvolvedRawTypes().stream();
  }

  private static boolean isForeign(JavaClass type) {
    String name = type.getBaseComponentType().getPackageName();
    return Stream.of(
            "inc.phone.internal",
            "com.fasterxml.jackson",
            "com.google.i18n.phonenumbers",
            "org.slf4j",
            "org.postgresql",
            "org.sqlite")
        .anyMatch(foreign -> name.equals(foreign) || name.startsWith(foreign + "."));
  }

  private interface Target {
    boolean matches(String owner, String name, JavaAccess<?> access);
  }
}
