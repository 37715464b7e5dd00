package dev.importer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.testing.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The applications in the folder {@code consumer}, which are no part of this build, are built with
 * the artifacts from a repository and run.
 */
@EnabledIfSystemProperty(
    named = "importer.consumer",
    matches = "true",
    disabledReason = "it runs a build of its own; ask for it with mvn -Pconsumer verify")
class ConsumerTest {

  private static final Path PROJECT = Project.folder("");

  @TempDir private static Path folder;
  private static String output;

  /** Of a database; empty if there are no programs of PostgreSQL here. */
  private static Optional<String> postgresql;

  @BeforeAll
  static void build() throws Exception {
    Path repository = folder.resolve("repository");
    publish(repository, "importer-parent", PROJECT.resolve("pom.xml"), null);
    for (String module : List.of("importer-core", "importer-server")) {
      Path target = PROJECT.resolve(module).resolve("target");
      publish(
          repository, module, PROJECT.resolve(module).resolve("pom.xml"), jarIn(target, module));
    }
    Path settings = Files.writeString(folder.resolve("settings.xml"), settings(repository));
    Path consumer = copy(PROJECT.resolve("importer-examples/consumer"), folder.resolve("consumer"));
    postgresql = findPostgresql();
    Path log = folder.resolve("log.txt");
    // Kept for the next time, but for the artifacts of this build, whose version stays the same.
    Path local = PROJECT.resolve("importer-examples/target/consumer-repository");
    delete(local.resolve("dev/importer"));
    Process maven =
        new ProcessBuilder(
                Path.of(System.getProperty("importer.maven"), "bin", "mvn").toString(),
                "--batch-mode",
                "--no-transfer-progress",
                "--settings=" + settings,
                "-Dmaven.repo.local=" + local,
                "-Dsamples=" + PROJECT.resolve("samples"),
                "-Dpostgresql.url=" + postgresql.orElse("none"),
                "--file=" + consumer,
                "package")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(maven.waitFor(10, TimeUnit.MINUTES)).isTrue();
    } finally {
      maven.destroyForcibly();
    }
    output = Files.readString(log, StandardCharsets.UTF_8);
    assertThat(maven.exitValue()).as(output).isZero();
  }

  private static Optional<String> findPostgresql() {
    try {
      return Optional.of(PostgresServer.start().createDatabase());
    } catch (ExceptionInInitializerError e) {
      return Optional.empty();
    }
  }

  /** Puts an artifact where a repository has it. */
  private static void publish(Path repository, String artifact, Path pom, Path jar)
      throws IOException {
    Path place =
        Files.createDirectories(
            repository.resolve("dev/importer").resolve(artifact).resolve("0.1.0"));
    Files.copy(pom, place.resolve(artifact + "-0.1.0.pom"));
    if (jar != null) {
      Files.copy(jar, place.resolve(artifact + "-0.1.0.jar"));
    }
  }

  private static Path jarIn(Path target, String artifact) {
    Path jar = target.resolve(artifact + "-0.1.0.jar");
    assertThat(jar).as("built before this module, by mvn verify at the root").exists();
    return jar;
  }

  /** What was downloaded for this build need not be downloaded again. */
  private static String settings(Path repository) {
    String downloaded = Path.of(System.getProperty("importer.downloaded")).toUri().toString();
    return String.format(
        """
        <settings>
          <profiles>
            <profile>
              <id>repositories</id>
              <repositories>
                <repository><id>built</id><url>%1$s</url></repository>
                <repository><id>downloaded</id><url>%2$s</url></repository>
              </repositories>
              <pluginRepositories>
                <pluginRepository><id>downloaded</id><url>%2$s</url></pluginRepository>
              </pluginRepositories>
            </profile>
          </profiles>
          <activeProfiles><activeProfile>repositories</activeProfile></activeProfiles>
        </settings>
        """,
        repository.toUri(), downloaded);
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    return to;
  }

  private static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> files = Files.walk(tree)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Test
  void theLibraryWorksAloneAndBringsNoServer() {
    assertThat(output)
        .contains(
            "13 rows: 5 valid, 8 refused",
            "server on the class path: false",
            "Javalin on the class path: false");
  }

  @Test
  void aTestUsesADatabaseInMemory() {
    assertThat(output).contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
  }

  @Test
  void aJavalinApplicationHasTheRoutesBelowItsOwnPath() {
    assertThat(output)
        .contains(
            "the application's own page",
            "\"message\":\"13 rows: 5 valid, 8 refused\"",
            "\"total_imports\":1");
  }

  /** Neither a command line, nor a backend for the log, nor metrics. */
  @Test
  void aJavalinApplicationGetsWhatTheRoutesNeed() throws IOException {
    List<String> jars;
    try (Stream<Path> files = Files.list(folder.resolve("consumer/javalin/target/lib"))) {
      jars = files.map(file -> file.getFileName().toString()).sorted().toList();
    }

    assertThat(jars)
        .as("libraries but those of Javalin itself")
        .filteredOn(jar -> !jar.matches("(jetty|jakarta|asm|kotlin|annotations)[-.].*"))
        .extracting(jar -> jar.replaceFirst("-[0-9.]+jar$", ""))
        .containsExactlyInAnyOrder(
            "HikariCP",
            "aalto-xml",
            "geantyref",
            "importer-core",
            "importer-server",
            "itu",
            "jackson-annotations",
            "jackson-core",
            "jackson-databind",
            "javalin",
            "jdbi3-core",
            "jdbi3-sqlobject",
            "jmail",
            "json-schema-validator",
            "jspecify",
            "re2j",
            "slf4j-api",
            "sqlite-jdbc",
            "stax2-api",
            "swagger-ui",
            "univocity-parsers");
    assertThat(jars).hasSize(55);
  }

  @Test
  void theArtifactWithTheRoutesHasNoCommandLine() throws IOException {
    Path jar = jarIn(PROJECT.resolve("importer-server/target"), "importer-server");
    try (ZipFile classes = new ZipFile(jar.toFile())) {
      assertThat(classes.stream().map(ZipEntry::getName))
          .contains("dev/importer/server/ImporterRoutes.class")
          .noneMatch(name -> name.startsWith("dev/importer/cli/"));
    }
  }

  @Test
  void aServerWithoutTheLibraryForItsMetricsNamesIt() {
    assertThat(output)
        .contains("not started: ImporterServer needs io.micrometer:micrometer-registry-prometheus");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spring", "spring3"})
  void aSpringBootApplicationHasAnImporterAsABean(String application) throws IOException {
    assertThat(output)
        .contains(
            "Spring Boot "
                + springBootOf(application)
                + ": 2 rows: 1 valid, 1 refused, busy timeout 10000");
  }

  @Test
  void aSpringBootApplicationHasRowsInItsOwnTableInPostgresql() throws IOException {
    Assumptions.assumeTrue(postgresql.isPresent(), "there are no programs of PostgreSQL here");

    assertThat(output)
        .contains(
            "Spring Boot "
                + springBootOf("postgresql")
                + " on PostgreSQL: 3 rows: 2 valid, 1 refused, 2 in the application's own table",
            "refused by the table: handler-error, 0 of its rows there, and 0 among the importer's");
  }

  @Test
  void aStarterForSpringBootBringsAnImporterWithHealthAndMetrics() throws IOException {
    assertThat(output).contains(starterOn("SQLite"));
  }

  @Test
  void theStarterDoesTheSameInPostgresql() throws IOException {
    Assumptions.assumeTrue(postgresql.isPresent(), "there are no programs of PostgreSQL here");

    assertThat(output).contains(starterOn("PostgreSQL"));
  }

  private static List<String> starterOn(String product) throws IOException {
    return List.of(
        "starter, Spring Boot "
            + springBootOf("starter")
            + " on "
            + product
            + ": 4 rows: 2 valid, 2 refused, 2 in the application's own table",
        product + ": health UP, running 0, waiting 0; metrics: 2 valid rows",
        product + ": 2 letters in one transaction; one that failed left 0",
        product
            + ": an import within a transaction is refused; otherwise 1 row stays when it is rolled"
            + " back",
        product + ": undone, 2 removed, 0 in the application's own table");
  }

  @Test
  void theVersionsOfSpringBootSuitADatabaseOfTheImportersOwn() {
    assertThat(output.split("in a database of the importer's own: 1 stored", -1)).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"spring", "spring3"})
  void thePageNamesTheVersionsOfSpringBoot(String application) throws IOException {
    assertThat(Files.readString(PROJECT.resolve("docs/embed.md")))
        .contains(springBootOf(application));
  }

  @Test
  void thePropertiesOfThePageAreThoseOfTheApplication() throws IOException {
    assertThat(Files.readString(PROJECT.resolve("docs/embed.md")))
        .contains(
            "```properties\n"
                + Files.readString(
                    PROJECT.resolve(
                        "importer-examples/consumer/spring/src/main/resources/application.properties"))
                + "```");
  }

  private static String springBootOf(String application) throws IOException {
    String pom =
        Files.readString(PROJECT.resolve("importer-examples/consumer/" + application + "/pom.xml"));
    Matcher version =
        Pattern.compile("spring-boot-dependencies</artifactId>\\s*<version>([^<]+)").matcher(pom);
    assertThat(version.find()).isTrue();
    return version.group(1);
  }

  @Test
  void anApplicationThatIsAModuleRunsOnTheModulePath() {
    assertThat(output).contains("module org.example.modular: 5 stored, 7 read");
  }

  @Test
  void anApplicationWithAnOlderJavalinIsToldWhichVersionItNeeds() {
    assertThat(output)
        .contains(
            "refused: The routes of importer-server need Javalin 7, but Javalin 6.7.0 is on the"
                + " class path.");
  }

  @Test
  void theReadmeNamesTheDependencyAsTheApplicationsDo() throws IOException {
    String readme = Files.readString(PROJECT.resolve("README.md"));
    String pom = Files.readString(PROJECT.resolve("importer-examples/consumer/library/pom.xml"));
    String snippet =
        readme.substring(readme.indexOf("<dependency>"), readme.indexOf("</dependency>"));

    assertThat(pom.replaceAll("\\s+", "")).contains(snippet.replaceAll("\\s+", ""));
  }
}
