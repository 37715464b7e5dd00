package dev.importer.cli;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.results.ChangeResult;
import dev.importer.row.ValueReplacement;
import dev.importer.server.internal.json.AnswerJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts one value in the place of others in stored rows. */
@Command(
    description = {
      "Puts one value in the place of others in all rows of an import that have them, refused or"
          + " valid, and checks these rows again.",
      "With --code, only in rows that are refused for that; without values, whatever these hold.",
      "The exit code is 1 if rows of the import are refused afterwards."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  importer-server replace 1 department Slaes Saels --to Sales",
      "  importer-server replace 1 age n/a --empty",
      "  importer-server replace 1 age --code type-error --rule integer --empty"
    })
final class ReplaceCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ChangedImport changed;
  @Mixin private JsonOption json;

  @ArgGroup(multiplicity = "1")
  private Replaced replaced = new Replaced();

  /** What is put there. */
  static final class Replaced {

    @Option(names = "--to", paramLabel = "VALUE", description = "The value that is put there.")
    private @Nullable String value;

    @Option(names = "--empty", description = "Empties the cells.")
    private boolean empty;
  }

  @Option(
      names = "--code",
      paramLabel = "CODE",
      description = "Only in rows that are refused with this error in the field.")
  private @Nullable String code;

  @Option(names = "--rule", paramLabel = "RULE", description = "Only where this rule is broken.")
  private @Nullable String rule;

  @Parameters(index = "0", paramLabel = "IMPORT", description = "The number of the import.")
  private long id;

  @Parameters(index = "1", paramLabel = "NAME", description = "The field, or the label.")
  private String field = "";

  @Parameters(
      index = "2..*",
      arity = "0..*",
      paramLabel = "VALUE",
      description = "The values that are replaced; an empty one ('') stands for empty cells.")
  private List<String> from = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    ValueReplacement replacement = replacement();
    try (Output out = Output.of(spec);
        Importer importer = changed.open(id)) {
      ChangeResult result =
          ChangedImport.watched(
              importer, id, spec, () -> importer.changes(id).replace(replacement));
      if (json.isGiven()) {
        out.json(AnswerJson.change(result));
      } else {
        ChangeText.print(result, out);
      }
      return ExitCodes.of(result.summary().failedRecords());
    }
  }

  private ValueReplacement replacement() {
    if (code == null && (rule != null || from.isEmpty())) {
      throw new UnusableException(
          rule == null
              ? "Name the values that are replaced, or with --code the errors."
              : "--rule needs --code.");
    }
    ValueReplacement replacement;
    if (code == null) {
      replacement = ValueReplacement.of(field, from.toArray(String[]::new));
    } else {
      ErrorCode known =
          ErrorCode.find(code)
              .orElseThrow(() -> new UnusableException("There is no error '" + code + "'."));
      replacement =
          from.isEmpty()
              ? ValueReplacement.ofRefused(field, known, rule)
              : ValueReplacement.of(field, from.toArray(String[]::new)).onlyRefused(known, rule);
    }
    return replacement.with(replaced.empty ? null : replaced.value);
  }
}
