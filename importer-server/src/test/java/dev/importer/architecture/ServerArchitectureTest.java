package dev.importer.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.importer.testing.CodeRules;
import org.junit.jupiter.api.Test;

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
  void theServerKnowsNothingOfTheCommandLine() {
    noClasses()
        .that()
        .resideInAPackage("dev.importer.server..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.importer.cli..", "picocli..", "me.tongfei..")
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
