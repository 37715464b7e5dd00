package dev.importer.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.text.MessageFormat;
import java.text.SimpleDateFormat;
import java.util.Formatter;

/** Rules for the code of every module. */
public final class CodeRules {

  /** Digits and cases of a message are those of its language, not those of the machine. */
  public static final ArchRule TEXT_IGNORES_THE_LOCALE_OF_THE_MACHINE =
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
          .callConstructor(Formatter.class);

  private CodeRules() {}
}
