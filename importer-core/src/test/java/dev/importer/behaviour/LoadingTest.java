package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.importer.Importer;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportResult;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.Disk;
import dev.importer.testing.Json;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadingTest {

  private static final Path SAMPLES = Path.of("../samples");

  @TempDir Path folder;
  @Stored TestDatabase db;
  private Importer importer;

  @BeforeEach
  void open() {
    importer = db.open();
  }

  @AfterEach
  void close() {
    importer.close();
  }

  @Test
  void storesTheCsvSampleWithTypedValues() {
    ImportResult result = importer.load(SAMPLES.resolve("sample_data.csv"));

    assertThatImport(result)
        .isCompletedWith(3, 0)
        .hasColumns("name", "email", "age", "department")
        .hasWarnings(Map.of("unknown-column", 1L));
    assertThat(data(result.id()))
        .containsExactly(
            json(
                "{'name':'John Doe','email':'john@example.com','age':30,'department':'Engineering'}"),
            json(
                "{'name':'Jane Smith','email':'jane@example.com','age':25,'department':'Marketing'}"),
            json("{'name':'Bob Wilson','email':'bob@example.com','age':35,'department':'Sales'}"));
  }

  @Test
  void storesTheJsonSampleWithTypedValues() {
    ImportResult result = importer.load(SAMPLES.resolve("sample_data.json"));

    assertThatImport(result).isCompletedWith(2, 0);
    assertThat(result.summary().format()).isEqualTo(Format.JSON);
    assertThat(data(result.id()))
        .containsExactly(
            json("{'name':'Alice Johnson','email':'alice@example.com','age':28,'department':'HR'}"),
            json(
                "{'name':'Charlie Brown','email':'charlie@example.com','age':32,"
                    + "'department':'Finance'}"));
  }

  @Test
  void storesObjectsThatStandOneALine() {
    String line = "{\"name\":\"Ada\",\"email\":\"ada@example.com\",\"age\":%d}\n";
    Path file = UserFiles.write(folder.resolve("a.jsonl"), line.formatted(1) + line.formatted(2));

    ImportResult result = importer.load(file);

    assertThatImport(result).isCompletedWith(2, 0);
    assertThat(result.summary().format()).isEqualTo(Format.NDJSON);
    assertThat(data(result.id()))
        .extracting(row -> row.get("age").intValue())
        .containsExactly(1, 2);
  }

  @Test
  void storesOneObjectAsOneRow() {
    ImportResult result = loadJson("{\"name\":\"Ada\",\"email\":\"ada@example.com\",\"age\":36}");

    assertThatImport(result).isCompletedWith(1, 0);
  }

  @Test
  void countsEveryRowAsEitherValidOrFailed() {
    Path file = UserFiles.mixed(folder.resolve("mixed.csv"), 5_000, 1);

    ImportResult result = importer.load(file);

    assertThat(result.total()).isEqualTo(5_000);
    assertThatImport(result).isCompletedWith(result.valid(), result.failed());
    List<Disk.Row> rows = db.disk().rows(result.id());
    assertThat(rows)
        .extracting(Disk.Row::status)
        .filteredOn("valid"::equals)
        .hasSize((int) result.valid());
    assertThat(rows)
        .extracting(Disk.Row::status)
        .filteredOn("failed"::equals)
        .hasSize((int) result.failed());
    assertThat(result.valid()).isPositive();
    assertThat(result.failed()).isPositive();
  }

  @Test
  void keepsARefusedRowAsItCame() {
    ImportResult result = loadCsv("Name,Email,Age,note\n Ada ,nobody, 030,\"x \"\"y\"\"\"\n");

    StoredRecord record = only(result.id());
    assertThat(record.status()).isEqualTo(RecordStatus.FAILED);
    assertThat(Json.read(record.dataJson()))
        .isEqualTo(json("{'Name':' Ada ','Email':'nobody','Age':' 030','note':'x \\'y\\''}"));
  }

  @Test
  void storesEveryReasonForRefusingARow() {
    ImportResult result = loadCsv("note,name,email,age\nx, ,nobody,abc\n");

    StoredRecord record = only(result.id());
    assertThat(Json.read(record.errorsJson()))
        .isEqualTo(
            json(
                "[{'code':'constraint-error','rule':'pattern','field':'name','column':2,'value':' ',"
                    + "'message':'must not be blank','row':1,'line':2},"
                    + "{'code':'constraint-error','rule':'format','field':'email','column':3,"
                    + "'value':'nobody',"
                    + "'message':'\u0001nobody\u0001 is not a valid e-mail address','row':1,'line':2},"
                    + "{'code':'type-error','rule':'integer','field':'age','column':4,'value':'abc',"
                    + "'message':'\u0001abc\u0001 is not an integer','row':1,'line':2}]"));
    assertThat(record.errorMessage())
        .isEqualTo(
            "name: must not be blank; email: 'nobody' is not a valid e-mail address;"
                + " age: 'abc' is not an integer");
  }

  @Test
  void storesTheSameWordsInTheDatabase() {
    ImportResult result = loadCsv(UserFiles.HEADER + "Ada,ada@example.com,36\nBob,nobody,36\n");

    assertThat(db.disk().rows(result.id()))
        .containsExactly(
            new Disk.Row(
                result.id(),
                1,
                2,
                "{\"name\":\"Ada\",\"email\":\"ada@example.com\",\"age\":36}",
                "valid",
                null,
                null),
            new Disk.Row(
                result.id(),
                2,
                3,
                "{\"name\":\"Bob\",\"email\":\"nobody\",\"age\":\"36\"}",
                "failed",
                "email: 'nobody' is not a valid e-mail address",
                "[{\"code\":\"constraint-error\",\"rule\":\"format\",\"field\":\"email\",\"column\":2,"
                    + "\"value\":\"nobody\",\"message\":\"'nobody' is not a valid e-mail address\","
                    + "\"row\":2,\"line\":3}]"));
    Disk disk = db.disk();
    assertThat(disk.text("SELECT status FROM imports")).isEqualTo("completed");
    assertThat(
            disk.text(
                "SELECT total_records || ' ' || processed_records || ' ' || failed_records"
                    + " FROM imports"))
        .isEqualTo("2 1 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void numbersRowsAndPhysicalLinesExactly(String end) {
    String text =
        String.join(
            end,
            "",
            "name,email,age,note",
            "A,a@example.com,1,\"one" + end + "two" + end + "three\"",
            "",
            "  ",
            "B,b@example.com,2,",
            "\"C" + end + "C\",c@example.com,x,",
            "D,d@example.com,4,",
            "");

    ImportResult result = loadCsv(text);

    assertThatImport(result).isCompletedWith(3, 1);
    assertThat(result.summary().warnings()).containsEntry("blank-row", 3L);
    assertThat(records(result.id()))
        .extracting(StoredRecord::rowNumber)
        .containsExactly(1L, 2L, 3L, 4L);
    assertThat(records(result.id()))
        .extracting(StoredRecord::lineNumber)
        .containsExactly(3L, 8L, 9L, 11L);
    JsonNode error = Json.read(records(result.id()).get(2).errorsJson()).get(0);
    assertThat(error.get("row").longValue()).isEqualTo(3);
    assertThat(error.get("line").longValue()).isEqualTo(9);
  }

  @Test
  void numbersTheElementsOfAJsonArray() {
    ImportResult result =
        loadJson(
            "[\n{\"name\":\"A\",\"email\":\"a@example.com\",\n\"age\":1},\n\n"
                + "{\"name\":\"B\",\"email\":\"b@example.com\",\"age\":2}, 7]");

    assertThatImport(result).isCompletedWith(2, 1);
    assertThat(records(result.id()))
        .extracting(StoredRecord::rowNumber)
        .containsExactly(1L, 2L, 3L);
    assertThat(records(result.id()))
        .extracting(StoredRecord::lineNumber)
        .containsExactly(2L, 5L, 5L);
    StoredRecord number = records(result.id()).get(2);
    assertThat(Json.read(number.errorsJson()).get(0).get("code").textValue())
        .isEqualTo("json-not-object");
    assertThat(number.dataJson()).isEqualTo("{\"value\":7}");
  }

  @Test
  void countsWarnings() {
    ImportResult result =
        loadCsv(
            "name,email,age,,city,city\r\n\nA,a@example.com,1,x,y,z\n\nB,b@example.com,2,x,y,z\n");

    assertThatImport(result)
        .isCompletedWith(2, 0)
        .hasColumns("name", "email", "age", "column_4", "city", "city_2")
        .hasWarnings(
            Map.of(
                "blank-row", 2L,
                "blank-label", 1L,
                "renamed-label", 1L,
                "unknown-column", 3L,
                "mixed-line-endings", 1L));
  }

  @Test
  void keepsEverythingAsItIsWithoutASchema() {
    ImportOptions none = ImportOptions.DEFAULT.withSchema("none");

    ImportResult csv = importer.load(Source.ofText("a,b\n 1,\n,x\n", Format.CSV), none);
    ImportResult json =
        importer.load(
            Source.ofText("[{\"a\":1.50,\"b\":{\"c\":[null,true]}},{\"z\":null}]", Format.JSON),
            none);

    assertThatImport(csv).isCompletedWith(2, 0).hasWarnings(Map.of("padded-cell", 1L));
    assertThat(data(csv.id())).containsExactly(json("{'a':' 1','b':''}"), json("{'a':'','b':'x'}"));
    assertThatImport(json).isCompletedWith(2, 0).hasColumns("a", "b", "z");
    assertThat(records(json.id()))
        .extracting(StoredRecord::dataJson)
        .containsExactly("{\"a\":1.50,\"b\":{\"c\":[null,true]}}", "{\"z\":null}");
  }

  @Test
  void completesAFileThatHasOnlyAHeader() {
    ImportResult result = loadCsv("name,email,age");

    assertThatImport(result).isCompletedWith(0, 0).hasColumns("name", "email", "age");
  }

  @Test
  void completesAnEmptyArray() {
    assertThatImport(loadJson("[]")).isCompletedWith(0, 0);
  }

  @Test
  void refusesRowsOfAnotherWidthAndKeepsTheirCells() {
    ImportResult result =
        loadCsv(UserFiles.HEADER + "A,a@example.com\nB,b@example.com,2,x,y\nC,c@example.com,3\n");

    assertThatImport(result).isCompletedWith(1, 2);
    List<StoredRecord> records = records(result.id());
    assertThat(errorCodes(records.get(0))).containsExactly("missing-cell");
    assertThat(Json.read(records.get(0).dataJson()))
        .isEqualTo(json("{'name':'A','email':'a@example.com'}"));
    assertThat(errorCodes(records.get(1))).containsExactly("extra-cell", "extra-cell");
    assertThat(Json.read(records.get(1).dataJson()))
        .isEqualTo(
            json("{'name':'B','email':'b@example.com','age':'2','column_4':'x','column_5':'y'}"));
  }

  @Test
  void refusesARowWithANulAndKeepsIt() {
    ImportResult result = loadCsv(UserFiles.HEADER + "A\0B,a@example.com,1\nC,c@example.com,3\n");

    assertThatImport(result).isCompletedWith(1, 1);
    StoredRecord refused = records(result.id()).get(0);
    assertThat(errorCodes(refused)).containsExactly("nul-byte");
    assertThat(Json.read(refused.dataJson()).get("name").textValue()).isEqualTo("A\0B");
  }

  @Test
  void refusesTextBehindAClosingQuote() {
    ImportResult result = loadCsv(UserFiles.HEADER + "\"A\"x,a@example.com,1\nC,c@example.com,3\n");

    assertThatImport(result).isCompletedWith(1, 1);
    assertThat(errorCodes(records(result.id()).get(0))).contains("stray-quote");
  }

  @Test
  void describesTheImport() throws Exception {
    Instant now = Instant.parse("2026-11-23T10:11:12.345Z");
    Path file =
        UserFiles.write(folder.resolve("people.csv"), UserFiles.HEADER + "Ada,a@example.com,1\n");
    importer.close();
    importer = db.builder().clock(Clock.fixed(now, ZoneOffset.UTC)).build();

    StoredImport summary = importer.load(file).summary();

    assertThat(summary.filename()).isEqualTo("people.csv");
    assertThat(summary.fileSize()).isEqualTo(Files.size(file));
    assertThat(summary.fileHash())
        .isEqualTo(
            HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
    assertThat(summary.format()).isEqualTo(Format.CSV);
    assertThat(summary.schema()).isEqualTo("users");
    assertThat(summary.createdAt()).isEqualTo(now);
    assertThat(summary.startedAt()).isEqualTo(now);
    assertThat(summary.completedAt()).isEqualTo(now);
    assertThat(summary.failure()).isNull();
    assertThat(importer.results().find(summary.id())).contains(summary);
    assertThat(importer.results().imports(PageRequest.FIRST).page().items())
        .containsExactly(summary);
    assertThat(db.disk().text("SELECT created_at FROM records"))
        .isEqualTo("2026-11-23T10:11:12.345Z");
  }

  @Test
  void readsADialectThatIsGiven() {
    Dialect dialect =
        Dialect.UNSPECIFIED
            .withDelimiter(";")
            .withQuoteChar('\'')
            .withSkipRows(1)
            .withEncoding(StandardCharsets.ISO_8859_1);
    byte[] bytes =
        "a comment\nname;email;age\n'J\u00f6rg; ''X''';j@example.com;1\n"
            .getBytes(StandardCharsets.ISO_8859_1);
    Path file = UserFiles.write(folder.resolve("latin.csv"), bytes);

    ImportResult result = importer.load(Source.of(file).withDialect(dialect));

    assertThatImport(result).isCompletedWith(1, 0);
    assertThat(data(result.id()).get(0).get("name").textValue()).isEqualTo("J\u00f6rg; 'X'");
    assertThat(records(result.id()).get(0).lineNumber()).isEqualTo(3);
  }

  @Test
  void namesColumnsByPositionWhereThereIsNoHeader() {
    Source source =
        Source.ofText("x,y\n", Format.CSV).withDialect(Dialect.UNSPECIFIED.withHeader(false));

    ImportResult result = importer.load(source, ImportOptions.DEFAULT.withSchema("none"));

    assertThat(data(result.id())).containsExactly(json("{'column_1':'x','column_2':'y'}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void readsEveryEncodingThatAByteOrderMarkNames(String encoding) throws Exception {
    String text = "\uFEFF" + UserFiles.HEADER + "Zo\u00eb \uD83D\uDE00,zoe@example.com,1\n";
    Path file =
        UserFiles.write(folder.resolve("marked.csv"), text.getBytes(Charset.forName(encoding)));

    ImportResult result = importer.load(file);

    assertThatImport(result).isCompletedWith(1, 0).hasColumns("name", "email", "age");
    assertThat(data(result.id()).get(0).get("name").textValue()).isEqualTo("Zo\u00eb \uD83D\uDE00");
  }

  @Test
  void keepsTextThatIsHandedOverWhateverEncodingIsSaid() {
    Source source =
        Source.ofText(UserFiles.HEADER + "Zo\u00eb,zoe@example.com,1\n", Format.CSV)
            .withDialect(Dialect.UNSPECIFIED.withEncoding(StandardCharsets.ISO_8859_1));

    ImportResult result = importer.load(source);

    assertThat(data(result.id()).get(0).get("name").textValue()).isEqualTo("Zo\u00eb");
  }

  @Test
  void readsAStreamAndAnUploadToTheirEnds() throws Exception {
    byte[] bytes = (UserFiles.HEADER + "Ada,a@example.com,1\n").getBytes(StandardCharsets.UTF_8);

    ImportResult streamed =
        importer.load(Source.of(new java.io.ByteArrayInputStream(bytes), "a.csv"));
    importer.operations().delete(streamed.id());
    ImportResult uploaded;
    try (var upload = importer.upload("b.csv")) {
      for (byte part : bytes) {
        upload.write(part);
      }
      assertThat(upload.size()).isEqualTo(bytes.length);
      uploaded = importer.load(upload.finish());
    }

    assertThatImport(streamed).isCompletedWith(1, 0);
    assertThatImport(uploaded).isCompletedWith(1, 0);
    assertThat(uploaded.summary().fileHash()).isEqualTo(streamed.summary().fileHash());
    assertThat(uploaded.summary().filename()).isEqualTo("b.csv");
    assertThat(Spools.filesIn(importer)).isEmpty();
  }

  @Test
  void discardsAnUploadThatIsNotFinished() throws Exception {
    try (var upload = importer.upload("b.csv")) {
      upload.write(new byte[1_000]);
      assertThat(Spools.filesIn(importer)).hasSize(1);
    }
    assertThat(Spools.filesIn(importer)).isEmpty();
  }

  private ImportResult loadCsv(String text) {
    return importer.load(Source.ofText(text, Format.CSV));
  }

  private ImportResult loadJson(String text) {
    return importer.load(Source.ofText(text, Format.JSON));
  }

  private List<StoredRecord> records(long id) {
    return importer.results().records(RecordQuery.ofImport(id)).items();
  }

  private StoredRecord only(long id) {
    List<StoredRecord> records = records(id);
    assertThat(records).hasSize(1);
    return records.get(0);
  }

  private List<JsonNode> data(long id) {
    return records(id).stream().map(record -> Json.read(record.dataJson())).toList();
  }

  private static List<String> errorCodes(StoredRecord record) {
    return Json.read(record.errorsJson()).findValuesAsText("code");
  }

  /** JSON with ' for the quotes; a quote inside a text is written \', a ' as U+0001. */
  private static JsonNode json(String text) {
    return Json.read(
        text.replace("\\'", "\u0002")
            .replace('\'', '"')
            .replace("\u0002", "\\\"")
            .replace('\u0001', '\''));
  }
}
