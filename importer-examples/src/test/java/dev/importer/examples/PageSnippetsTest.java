package dev.importer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportResult;
import dev.importer.job.RowHandler;
import dev.importer.results.CorrectionResult;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordStatus;
import dev.importer.results.RowsExport;
import dev.importer.row.ValidRow;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Source;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sqlite.SQLiteDataSource;

/**
 * Every snippet of Java on a page stands in code that is compiled and run: an example, an
 * application in the folder {@code consumer}, or one of the tests here.
 */
class PageSnippetsTest {

  private static final Path PROJECT = Project.folder("");

  @TempDir private Path folder;

  static List<String> pages() throws IOException {
    List<String> pages = new ArrayList<>(List.of("README.md", "importer-examples/README.md"));
    try (Stream<Path> files = Files.walk(PROJECT.resolve("docs"))) {
      files
          .filter(file -> file.toString().endsWith(".md"))
          .map(file -> PROJECT.relativize(file).toString())
          .sorted()
          .forEach(pages::add);
    }
    return pages;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everySnippetOfJavaIsCompiledAndRun(String page) throws IOException {
    String code = code();

    assertThat(blocks(page, "java"))
        .allSatisfy(block -> assertThat(code).contains(withoutIndent(block)));
  }

  /** The blocks of code in a language, or in none. */
  private static List<String> blocks(String page, String language) throws IOException {
    List<String> blocks = new ArrayList<>();
    String open = null;
    StringBuilder block = new StringBuilder();
    for (String line : Files.readAllLines(PROJECT.resolve(page))) {
      if (!line.startsWith("```")) {
        block.append(line).append('\n');
      } else if (open == null) {
        open = line.substring(3);
        block.setLength(0);
      } else {
        if (open.equals(language)) {
          blocks.add(block.toString());
        }
        open = null;
      }
    }
    return blocks;
  }

  private static String code() throws IOException {
    StringBuilder code = new StringBuilder();
    for (String root : List.of("src", "consumer")) {
      try (Stream<Path> files = Files.walk(PROJECT.resolve("importer-examples").resolve(root))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          code.append(withoutIndent(Files.readString(file)));
        }
      }
    }
    return code.toString();
  }

  private static String withoutIndent(String text) {
    return text.lines().map(String::strip).reduce("", (a, b) -> a + b + "\n");
  }

  @Test
  void theReadmeLoadsAFile() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LoadInTheCurrentFolder.class.getName())
            .directory(withSample("sample_data.csv"))
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(out).contains("3 rows: 3 valid, 0 refused");
  }

  @Test
  void thePageOnEmbeddingExportsRows() throws IOException {
    Path file = folder.resolve("people.xlsx");
    try (Importer importer = Importer.inMemory()) {
      long id = importer.load(Path.of(Project.sample("users_with_errors.csv"))).id();
      RecordQuery valid = RecordQuery.ofImport(id).withStatus(RecordStatus.VALID);
      try (OutputStream out = Files.newOutputStream(file)) {
        importer.results().export(valid).writeTo(out, RowsExport.Format.XLSX);
      }
    }

    assertThat(file).isNotEmptyFile();
  }

  @Test
  void thePageOnWebhooksTellsGenuineCallsFromOthers() throws Exception {
    String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    String now = Long.toString(Instant.now().getEpochSecond());
    byte[] body = "{\"id\":42}".getBytes(StandardCharsets.UTF_8);
    String signature = signature(secret, "42." + now + ".{\"id\":42}");

    assertThat(isGenuine(secret, "42", now, body, signature)).isTrue();
    assertThat(isGenuine(secret, "42", now, body, "v1,AAAA " + signature)).isTrue();
    assertThat(isGenuine(secret, "43", now, body, signature)).isFalse();
    assertThat(isGenuine(secret, "42", now, new byte[] {'{', '}'}, signature)).isFalse();
    String longAgo = Long.toString(Instant.now().getEpochSecond() - 600);
    assertThat(
            isGenuine(
                secret, "42", longAgo, body, signature(secret, "42." + longAgo + ".{\"id\":42}")))
        .isFalse();
  }

  private static String signature(String secret, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(
            Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
    byte[] bytes = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    return "v1," + Base64.getEncoder().encodeToString(bytes);
  }

  static boolean isGenuine(
      String secret, String id, String timestamp, byte[] body, String signatures)
      throws GeneralSecurityException {
    byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
    byte[] expected = mac.doFinal(body);
    Duration age =
        Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), Instant.now());
    return age.abs().toMinutes() < 5
        && Stream.of(signatures.split(" ", -1))
            .filter(each -> each.startsWith("v1,"))
            .map(each -> Base64.getDecoder().decode(each.substring("v1,".length())))
            .anyMatch(each -> MessageDigest.isEqual(expected, each));
  }

  /** The folder with a sample in it, where the pages have it. */
  private File withSample(String name) throws IOException {
    Files.createDirectories(folder.resolve("samples"));
    Files.copy(Path.of(Project.sample(name)), folder.resolve("samples").resolve(name));
    return folder.toFile();
  }

  /** The snippet of the README names files of the folder in which it runs. */
  static final class LoadInTheCurrentFolder {
    private LoadInTheCurrentFolder() {}

    public static void main(String... args) {
      try (Importer importer = Importer.open(Path.of("data_imports.db"))) {
        ImportResult result = importer.load(Path.of("samples/sample_data.csv"));
        System.out.println(result.counts());
      }
    }
  }

  @Test
  void theReadmeHasASchemaOfItsOwn() throws IOException {
    Path path = folder.resolve("products.db");
    Path file =
        Files.writeString(
            folder.resolve("a.csv"), "sku,price,available\nABC-1,9.90,2026-01-31\nabc,-1,soon\n");
    Schema products =
        Schema.builder("products")
            .field(Field.string("sku").required().pattern("[A-Z]{3}-[0-9]+"))
            .field(Field.number("price").required().minimum(0))
            .field(Field.date("available"))
            .build();
    Importer importer = Importer.builder().database(path).schema(products).build();
    try (importer) {
      ImportResult result = importer.load(file);
      assertThat(result.valid()).isEqualTo(1);
      assertThat(importer.results().errorSummary(result.id()).totalErrors()).isEqualTo(3);
    }
  }

  @Test
  void refusedRowsAreWrittenOutAndTakenBack() throws Exception {
    Path bad = folder.resolve("bad.csv");
    String printed =
        Project.printed(
            args -> {
              try (Importer importer = Importer.inMemory()) {
                long id = importer.load(Path.of(Project.sample("users_with_errors.csv"))).id();
                try (OutputStream out = Files.newOutputStream(bad)) {
                  importer.results().errorsCsv(id).writeTo(out);
                }
                // Somebody corrects the file.
                CorrectionResult result = importer.correct(id, Source.of(bad));
                System.out.println(
                    result.corrected() + " corrected, " + result.stillFailed() + " still refused");
              }
            });

    assertThat(printed).isEqualTo("0 corrected, 8 still refused\n");
  }

  @Test
  void columnsAreMapped() throws IOException {
    ImportOptions options =
        ImportOptions.DEFAULT
            .withMap("Vorname", "name")
            .withMap("#2", "email")
            .withoutColumn("Geheim")
            .withConstant("age", "41");
    Path file = folder.resolve("leute.csv");
    Files.writeString(file, "Vorname,Post,Geheim\nMia,mia@example.com,x\n");
    try (Importer importer = Importer.inMemory()) {
      long id = importer.load(Source.of(file), options).id();

      assertThat(importer.results().records(RecordQuery.ofImport(id)).items().get(0).dataJson())
          .isEqualTo("{\"name\":\"Mia\",\"email\":\"mia@example.com\",\"age\":41}");
    }
  }

  @Test
  void aRowHandlerWritesIntoATableOfTheApplication() throws SQLException {
    Path path = folder.resolve("a.db");
    Source source = Source.of(Path.of(Project.sample("users_with_errors.csv")));
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path);
        Statement create = connection.createStatement()) {
      create.execute("CREATE TABLE people (import_id INTEGER, name TEXT, age INTEGER)");
    }
    RowHandler people =
        batch -> {
          try (PreparedStatement insert =
              batch
                  .connection()
                  .prepareStatement("INSERT INTO people (import_id, name, age) VALUES (?, ?, ?)")) {
            for (ValidRow row : batch.rows()) {
              insert.setLong(1, batch.importId());
              insert.setString(2, (String) row.value("name"));
              insert.setObject(3, row.value("age"));
              insert.addBatch();
            }
            insert.executeBatch();
          }
        };
    Importer importer = Importer.builder().database(path).rowHandler("people", people).build();
    importer.submit(source, ImportOptions.DEFAULT.withHandler("people"));
    try (importer) {
      assertThat(importer.operations().job(1).orElseThrow().await().valid()).isEqualTo(5);
      assertThat(importer.results().records(RecordQuery.ofImport(1)).items()).hasSize(13);
    }
  }

  @Test
  void aDataSourceOfTheApplicationIsSetAsThePageSays() throws SQLException {
    Path file = folder.resolve("app.db");
    SQLiteDataSource dataSource = new SQLiteDataSource();
    dataSource.setUrl("jdbc:sqlite:" + file);
    dataSource.setEnforceForeignKeys(true);
    dataSource.setJournalMode("WAL");
    dataSource.setBusyTimeout(10_000);
    Importer importer = Importer.builder().dataSource(dataSource).build();
    try (importer;
        Connection connection = dataSource.getConnection()) {
      assertThat(pragma(connection, "busy_timeout")).isEqualTo("10000");
      assertThat(pragma(connection, "foreign_keys")).isEqualTo("1");
      assertThat(pragma(connection, "journal_mode")).isEqualTo("wal");
    }
  }

  private static String pragma(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("PRAGMA " + name)) {
      return result.getString(1);
    }
  }

  @Test
  void theScriptForJshellPrintsWhatThePageSays() throws Exception {
    Path script =
        Files.writeString(folder.resolve("people.jsh"), blocks("docs/scripts.md", "jshell").get(0));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jshell").toString(),
                "--class-path",
                System.getProperty("java.class.path"),
                "--feedback",
                "silent",
                script.toString())
            .directory(withSample("users_with_errors.csv"))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(out).isEqualToNormalizingNewlines(blocks("docs/scripts.md", "").get(0));
  }
}
