package dev.importer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.job.ImportOption;
import dev.importer.server.ServerSetting;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The pages name the commands and options that there are, and no others. */
class CommandLinePageTest {

  private static final String PAGE = Project.read("docs/command-line.md");
  private static final CommandLine PROGRAM =
      Main.commandLine(OutputStream.nullOutputStream(), Map.of());
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\([^)]+\\)");

  private static Set<String> options() {
    Set<String> options = new TreeSet<>();
    List<CommandLine> commands = new ArrayList<>(PROGRAM.getSubcommands().values());
    commands.add(PROGRAM);
    for (CommandLine command : commands) {
      for (OptionSpec option : command.getCommandSpec().options()) {
        options.add(option.longestName());
      }
    }
    return options;
  }

  private static Stream<String> firstCells(String heading) {
    return PAGE.lines()
        .dropWhile(line -> !line.equals("## " + heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("| `"))
        .flatMap(line -> CODE.matcher(line.substring(0, line.indexOf('|', 1))).results())
        .map(code -> code.group(1));
  }

  @Test
  void everyCommandHasItsRow() {
    assertThat(firstCells("Commands"))
        .containsExactlyInAnyOrderElementsOf(PROGRAM.getSubcommands().keySet());
  }

  @Test
  void everyOptionIsOnThePage() {
    assertThat(OPTION.matcher(PAGE).results().map(m -> m.group())).containsAll(options());
  }

  @Test
  void everyOptionOfTheServerHasItsRow() {
    List<String> rows =
        Stream.of("Where things are", "Options of a server")
            .flatMap(CommandLinePageTest::firstCells)
            .toList();
    List<String> expected =
        PROGRAM.getCommandSpec().options().stream()
            .filter(option -> !option.usageHelp() && !option.versionHelp())
            .map(OptionSpec::longestName)
            .toList();

    assertThat(rows).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @EnumSource(ServerSetting.class)
  void theRowOfASettingSaysWhatItsHelpSays(ServerSetting setting) {
    assertThat(LINK.matcher(PAGE).replaceAll("$1"))
        .contains(
            "| `"
                + setting.option()
                + "` | `"
                + EnvironmentDefaults.variableOf(setting.option())
                + "` | "
                + setting.description()
                + " | "
                + setting.defaultText()
                + " |");
  }

  @Test
  void everyOptionOfAnUploadHasItsRow() {
    assertThat(rows(PAGE, "## How a file is read"))
        .containsExactlyElementsOf(
            uploads(
                option ->
                    row(
                        ReadingOptions.nameOf(option),
                        ReadingOptions.labelOf(option),
                        option.help())));
  }

  @Test
  void thePageOnHttpHasARowForEveryOptionOfAnUpload() {
    assertThat(rows(Project.read("docs/http.md"), "### Options"))
        .containsExactlyElementsOf(
            uploads(
                option ->
                    row(option.text(), option.label(), option.help() + " " + option.details())));
  }

  private static List<String> uploads(Function<ImportOption, String> row) {
    return ImportOption.of(ImportOption.Use.IMPORT).stream().map(row).toList();
  }

  private static String row(String name, String label, String meaning) {
    return "| `" + name + "` | `" + label.replace("|", "\\|") + "` | " + meaning + " |";
  }

  private static List<String> rows(String page, String heading) {
    return page.lines()
        .dropWhile(line -> !line.equals(heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("##"))
        .filter(line -> line.startsWith("| `"))
        .toList();
  }

  @Test
  void noPageNamesAnOptionThatThereIsNot() throws IOException {
    Set<String> known = options();
    try (Stream<Path> pages = Files.list(Project.folder("docs"))) {
      for (Path page : pages.filter(file -> file.toString().endsWith(".md")).toList()) {
        assertThat(
                Files.readString(page)
                    .lines()
                    .filter(line -> line.contains("importer-server") || line.contains("`--"))
                    .filter(line -> !line.contains("mvn ") && !line.contains("jshell "))
                    .flatMap(line -> OPTION.matcher(line).results())
                    .map(option -> option.group()))
            .as(page.toString())
            .isSubsetOf(known);
      }
    }
  }

  @Test
  void everyCommandHasHelpWithAnExample() {
    PROGRAM
        .getSubcommands()
        .forEach(
            (name, command) -> {
              String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
              assertThat(help).as(name).contains("Usage: importer-server " + name);
              if (!name.equals("generate-completion")) {
                assertThat(help)
                    .as(name)
                    .containsPattern("Examples?:\n {2}[A-Z_=a-z. ]*importer-server ");
              }
            });
  }
}
