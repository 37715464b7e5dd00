package dev.importer.architecture;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.ThrowsDeclaration;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.importer.testing.CodeRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of the package layout, checked on the compiled classes of the library. */
final class ArchitectureTest {

  /** The package of the facade, and only it: sub-packages are named {@code FACADE..}. */
  private static final String FACADE = "dev.importer";

  /** What users have no business with, and its sub-packages. */
  private static final String INTERNAL = FACADE + ".internal";

  /** What a public signature may name, each with its sub-packages, except what is internal. */
  private static final List<String> PACKAGES_OF_PUBLIC_SIGNATURES =
      List.of(FACADE, "java", "javax.sql");

  private static final int MAX_PUBLIC_PERCENT = 25;

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(FACADE);

  // "(**)" makes every package a slice of its own, the root package too. "dev.importer.(*).." would
  // leave the root package out and miss every cycle through it.
  @Test
  void packagesHaveNoCycles() {
    slices().matching("(**)").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void textIsMadeWithoutRegardToTheLocaleOfTheMachine() {
    CodeRules.TEXT_IGNORES_THE_LOCALE_OF_THE_MACHINE.check(CORE);
  }

  @Test
  void nobodyImportsTheFacade() {
    assertThat(classesIn(FACADE)).as("classes of the facade package").isNotEmpty();

    noClasses()
        .that()
        .resideOutsideOfPackage(FACADE)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(FACADE)
        .check(CORE);
  }

  /** What is stored does not depend on how it was read. */
  @Test
  void theStoreDoesNotKnowHowRowsAreRead() {
    noClasses()
        .that()
        .resideInAPackage(INTERNAL + ".store")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            INTERNAL + ".parse",
            INTERNAL + ".csv",
            INTERNAL + ".json",
            INTERNAL + ".detect",
            INTERNAL + ".rows")
        .check(CORE);
  }

  /** Every library of the core stays behind its doors: the packages of ours that may use it. */
  @ParameterizedTest(name = "{0} only in {1}")
  @CsvSource({
    "com.univocity,         internal.csv",
    "com.fasterxml.jackson, internal.record internal.host internal.json internal.parse internal.store internal.type internal.rule results schema",
    "com.fasterxml.aalto,   internal.workbook",
    "org.apache.poi,        internal.workbook",
    "com.google.re2j,       internal.rule",
    "com.networknt,         internal.rule",
    "org.jdbi,              internal.store",
    "com.zaxxer,            internal.store",
    "org.sqlite,            internal.store",
    "com.sanctionco.jmail,  internal.check",
  })
  void libraryIsUsedOnlyBehindItsDoors(String library, String doors) {
    Set<String> users =
        CORE.stream()
            .filter(type -> dependsOn(type, library))
            .map(JavaClass::getPackageName)
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> allowed =
        Stream.of(doors.split(" ", -1)).map(door -> FACADE + "." + door).toList();

    assertThat(users)
        .as("packages that use %s (if none does, the pom should not name it)", library)
        .isNotEmpty()
        .isSubsetOf(allowed);
  }

  @Test
  void publicSignaturesNameOnlyOurTypesAndTheJdk() {
    classes()
        .that(are(partOfThePublicApi()))
        .should(nameOnlyTypesOf(PACKAGES_OF_PUBLIC_SIGNATURES))
        .check(CORE);
  }

  @Test
  void mostTypesAreNotForUsers() {
    List<JavaClass> types =
        CORE.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .toList();
    List<String> publicTypes =
        types.stream()
            .filter(type -> isPublic(type) && !isBelow(INTERNAL, type))
            .map(JavaClass::getName)
            .sorted()
            .toList();

    assertThat(types).as("top-level types").isNotEmpty();
    assertThat(publicTypes.size() * 100)
        .as(
            "%d of %d top-level types are for users; at most %d %% may be:%n%s",
            publicTypes.size(), types.size(), MAX_PUBLIC_PERCENT, String.join("\n", publicTypes))
        .isLessThanOrEqualTo(types.size() * MAX_PUBLIC_PERCENT);
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<JavaPackage> packages =
        CORE.stream().map(JavaClass::getPackage).collect(Collectors.toSet());

    assertThat(packages).as("packages").isNotEmpty();
    assertThat(packages)
        .filteredOn(each -> !each.isAnnotatedWith(NullMarked.class))
        .extracting(JavaPackage::getName)
        .as("packages without a package-info.java that says @NullMarked")
        .isEmpty();
  }

  private static List<JavaClass> classesIn(String packageName) {
    return CORE.stream().filter(type -> type.getPackageName().equals(packageName)).toList();
  }

  private static boolean dependsOn(JavaClass type, String packageName) {
    return type.getDirectDependenciesFromSelf().stream()
        .map(Dependency::getTargetClass)
        .anyMatch(target -> isBelow(packageName, target));
  }

  private static boolean isBelow(String packageName, JavaClass type) {
    return type.getBaseComponentType().getName().startsWith(packageName + ".");
  }

  private static boolean isPublic(HasModifiers item) {
    return item.getModifiers().contains(JavaModifier.PUBLIC);
  }

  private static boolean isVisibleOutside(HasModifiers item) {
    Set<JavaModifier> modifiers = item.getModifiers();
    return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
        && !modifiers.contains(JavaModifier.SYNTHETIC);
  }

  /** Public types, and the nested types that can be reached through them. */
  private static DescribedPredicate<JavaClass> partOfThePublicApi() {
    return DescribedPredicate.describe("part of the public API", ArchitectureTest::isApi);
  }

  private static boolean isApi(JavaClass type) {
    return isVisibleOutside(type)
        && !isBelow(INTERNAL, type)
        && type.getEnclosingClass().map(ArchitectureTest::isApi).orElse(true);
  }

  private static ArchCondition<JavaClass> nameOnlyTypesOf(List<String> packages) {
    return new ArchCondition<>("name only types of %s in their signatures", packages) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaClass supertype : typesOfHeader(type)) {
          report(type, "header of " + type.getName(), supertype, events);
        }
        for (JavaMember member : type.getMembers()) {
          if (isVisibleOutside(member)) {
            for (JavaClass named : typesOfSignature(member)) {
              report(type, member.getFullName(), named, events);
            }
          }
        }
      }

      private void report(JavaClass type, String place, JavaClass named, ConditionEvents events) {
        boolean fine =
            named.getBaseComponentType().isPrimitive()
                || (packages.stream().anyMatch(each -> isBelow(each, named))
                    && !isBelow(INTERNAL, named));
        if (!fine) {
          events.add(SimpleConditionEvent.violated(type, place + " names " + named.getName()));
        }
      }
    };
  }

  private static List<JavaClass> typesOfHeader(JavaClass type) {
    List<JavaType> header = new ArrayList<>(type.getInterfaces());
    type.getSuperclass().ifPresent(header::add);
    return header.stream().flatMap(each -> each.getAllInvolvedRawTypes().stream()).toList();
  }

  private static List<JavaClass> typesOfSignature(JavaMember member) {
    if (member instanceof JavaField field) {
      return List.copyOf(field.getAllInvolvedRawTypes());
    }
    JavaCodeUnit codeUnit = (JavaCodeUnit) member;
    List<JavaClass> types = new ArrayList<>(codeUnit.getAllInvolvedRawTypes());
    for (ThrowsDeclaration<?> thrown : codeUnit.getThrowsClause()) {
      types.add(thrown.getRawType());
    }
    return types;
  }
}
