package dev.importer.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.text.MessageFormat;
import java.text.SimpleDateFormat;
import java.util.Formatter;
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

  /** Digits and cases of a message are those of its language, not those of the machine. */
  @Test
  void textIsMadeWithoutRegardToTheLocaleOfTheMachine() {
    noClasses()
        .should()
        .callMethod(String.class, "format", String.class, Object[].class)
        .orShould()
        .callMethod(String.class, "formatted", Object[].class)
        .orShould()
        .callMethod(String.class, "toLowerCase")
        .orShould()
        .callMethod(String.class, "toUpperCase")
        .orShould()
        .callMethod(PrintWriter.class, "printf", String.class, Object[].class)
        .orShould()
        .callMethod(PrintWriter.class, "format", String.class, Object[].class)
        .orShould()
        .callMethod(PrintStream.class, "printf", String.class, Object[].class)
        .orShould()
        .callMethod(PrintStream.class, "format", String.class, Object[].class)
        .orShould()
        .callMethod(MessageFormat.class, "format", String.class, Object[].class)
        .orShould()
        .callConstructor(MessageFormat.class, String.class)
        .orShould()
        .callConstructor(DecimalFormat.class, String.class)
        .orShould()
        .callConstructor(SimpleDateFormat.class, String.class)
        .orShould()
        .callConstructor(Formatter.class)
        .check(SERVER);
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
