package dev.importer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as a class path for the library in it, with no command to set up a log. */
class QuietLibraryTest {

  private static final String CONFIGURATION =
      "META-INF/services/ch.qos.logback.classic.spi.Configurator";

  @TempDir private Path folder;

  /** A program of its own that imports a file. */
  static final class Program {

    private Program() {}

    public static void main(String... arguments) {
      try (Importer importer = Importer.inMemory()) {
        System.out.println(importer.load(Path.of(arguments[0])).counts());
      }
    }
  }

  private Shell.End program(String options) {
    return new Shell(folder)
        .script(
            "java "
                + options
                + " -cp '"
                + System.getProperty("java.class.path")
                + "' '"
                + Program.class.getName()
                + "' samples/sample_data.csv")
        .expect(0);
  }

  @Test
  void anImportLogsNothing() {
    Shell.End end = program("");

    assertThat(end.out()).isEqualToIgnoringNewLines("3 rows: 3 valid, 0 refused");
    assertThat(end.err()).isEmpty();
  }

  @Test
  void whoeverWantsToSeeMoreSeesIt() {
    assertThat(program("-Dimporter.log.level=INFO").err()).contains("Import 1 accepted");
  }

  @Test
  void whoeverEmbedsTheServerKeepsTheLogOfTheHost() throws Exception {
    Path classes = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());

    assertThat(Logging.class.getClassLoader().getResource(CONFIGURATION)).isNotNull();
    assertThat(Files.isDirectory(classes)).isTrue();
    assertThat(classes.resolve(CONFIGURATION)).doesNotExist();
  }
}
