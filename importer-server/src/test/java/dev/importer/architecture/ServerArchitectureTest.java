package dev.importer.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.importer.testing.CodeRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line uses the server, and not the other way round. */
class ServerArchitectureTest {

  private static final JavaClasses SERVER =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.importer.server", "dev.importer.cli");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("(**)").should().beFreeOfCycles().check(SERVER);
  }

  @Test
  void textIsMadeWithoutRegardToTheLocaleOfTheMachine() {
    CodeRules.TEXT_IGNORES_THE_LOCALE_OF_THE_MACHINE.check(SERVER);
  }

  @Test
  void nothingBelowImportsWhatUsersStartOrMount() {
    noClasses()
        .that()
        .resideInAPackage("dev.importer.server.internal..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.importer.server")
        .check(SERVER);
  }

  @Test
  void whatUsersTouchIsInOnePackage() {
    assertThat(
            SERVER.stream()
                .filter(type -> type.getPackageName().equals("dev.importer.server"))
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(JavaClass::isTopLevelClass)
                .map(JavaClass::getSimpleName))
        .containsExactlyInAnyOrder(
            "ImporterRoutes",
            "ImporterServer",
            "ServerOptions",
            "ServerSetting",
            "ServerStartException");
  }

  /** What only the executable jar has is used by its classes, and by those of the whole server. */
  @ParameterizedTest
  @CsvSource({
    "picocli,        dev.importer.cli",
    "me.tongfei,     dev.importer.cli",
    "ch.qos.logback, dev.importer.cli",
    "io.micrometer,  dev.importer.server.internal.metrics"
  })
  void optionalLibraryIsUsedOnlyBehindItsDoor(String library, String door) {
    noClasses()
        .that()
        .resideOutsideOfPackage(door + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library + "..")
        .check(SERVER);
  }

  @Test
  void theRoutesNeedNoMetrics() {
    noClasses()
        .that()
        .resideInAPackage("dev.importer.server..")
        .and()
        .resideOutsideOfPackage("dev.importer.server.internal.metrics")
        .and()
        .doNotHaveSimpleName("ImporterServer")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.importer.server.internal.metrics")
        .check(SERVER);
  }

  @Test
  void theServerKnowsNothingOfTheCommandLine() {
    noClasses()
        .that()
        .resideInAPackage("dev.importer.server..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.importer.cli..")
        .check(SERVER);
  }

  @Test
  void theCommandLineKnowsNothingOfHttp() {
    noClasses()
        .that()
        .resideInAPackage("dev.importer.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..")
        .check(SERVER);
  }
}
