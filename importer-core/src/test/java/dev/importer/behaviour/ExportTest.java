package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportNotFoundException;
import dev.importer.error.ImportStateException;
import dev.importer.error.SourceException;
import dev.importer.job.ImportOptions;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordStatus;
import dev.importer.results.RowsExport;
import dev.importer.results.StoredRecord;
import dev.importer.schema.Field;
import dev.importer.schema.MissingValue;
import dev.importer.schema.Schema;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.ReadWorkbook;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.type.FieldType;
import dev.importer.type.TypeOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Rows of an import as files. */
class ExportTest {

  private static final ImportOptions ALLOW =
      ImportOptions.DEFAULT.withOnDuplicate(ImportOptions.OnDuplicate.ALLOW);

  /** A field of every type, in its own notation where it has one. */
  private static final Schema EVERYTHING =
      Schema.builder("everything")
          .missingValues(new MissingValue("n/a", null), new MissingValue("-", null))
          .field(Field.string("text").aliases("Text: free"))
          .field(Field.integer("count").options(new TypeOptions.OfNumber(".", "'", false)))
          .field(Field.number("price").options(new TypeOptions.OfNumber(",", ".", true)))
          .field(Field.number("plain"))
          .field(
              Field.bool("member")
                  .options(new TypeOptions.OfBoolean(List.of("ja"), List.of("nein"))))
          .field(Field.date("born").format("%d.%m.%Y").aliases("Geboren am"))
          .field(Field.time("wakes").format("%H:%M"))
          .field(Field.datetime("seen").format("%d.%m.%Y %H:%M %z"))
          .field(Field.date("any day").format("any"))
          .field(Field.year("year"))
          .field(Field.yearmonth("month"))
          .field(Field.duration("lasts"))
          .field(Field.geopoint("place").format("object"))
          .field(Field.geojson("shape"))
          .field(Field.list("tags", FieldType.STRING).options(semicolons()))
          .field(Field.object("more"))
          .field(Field.array("items"))
          .field(Field.any("rest"))
          .build();

  private static final String EVERYTHING_CSV =
      """
      "Text: free";count;price;plain;member;Geboren am;wakes;seen;any day;year;month;lasts;place;\
      shape;tags;more;items;rest;Other
      "a; ""b\""";1'234;1.234,50;1.10;ja;09.11.1989;07:05;29.11.2026 10:00 +0530;9.11.1989;0044;\
      2026-11;-P1DT2H;"{""lon"": 8.50, ""lat"": -47}";"{""type"":""Point"",""coordinates"":[1,2]}";\
      x|y;"{""a"": 1.10}";"[1, null]";=1+1;0012
       padded ;-5 EUR;-0,07;12345678901234567890;nein;01.01.2000;23:59;01.01.2000 00:00 Z;\
      2000-01-01;2026;0001-01;P0D;n/a;-;-;n/a;[];'quoted;-
      n/a;n/a;-;NaN;-;n/a;-;-;-;-;-;-;-;-;-;-;-;-;""
      """;

  private static TypeOptions.OfList semicolons() {
    return new TypeOptions.OfList("|", FieldType.STRING);
  }

  @Stored TestDatabase db;
  private Importer importer;

  @BeforeEach
  void open() {
    importer = db.builder().schema(EVERYTHING).build();
  }

  @AfterEach
  void close() {
    importer.close();
  }

  private long load(String text, Format format, ImportOptions options) {
    return importer.load(Source.ofText(text, format), options).id();
  }

  private static ImportOptions under(Schema schema) {
    return ALLOW.withSchema(schema);
  }

  private RowsExport valid(long id) {
    return importer.results().export(RecordQuery.ofImport(id).withStatus(RecordStatus.VALID));
  }

  private RowsExport all(long id) {
    return importer.results().export(RecordQuery.ofImport(id));
  }

  private static byte[] bytes(RowsExport export, RowsExport.Format format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      export.writeTo(out, format);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String text(RowsExport export, RowsExport.Format format) {
    return new String(bytes(export, format), StandardCharsets.UTF_8);
  }

  private static List<String> lines(RowsExport export, RowsExport.Format format) {
    return text(export, format).lines().toList();
  }

  private List<String> data(long id) {
    return importer.results().stream(RecordQuery.ofImport(id)).map(StoredRecord::dataJson).toList();
  }

  private List<RecordStatus> statuses(long id) {
    return importer.results().stream(RecordQuery.ofImport(id))
        .map(StoredRecord::status)
        .distinct()
        .toList();
  }

  @Test
  void aTableHasTheValuesUnderTheNamesOfFields() {
    long id = load(EVERYTHING_CSV, Format.CSV, under(EVERYTHING));

    assertThat(lines(valid(id), RowsExport.Format.CSV))
        .containsExactly(
            "text;count;price;plain;member;born;wakes;seen;any day;year;month;lasts;place;shape;"
                + "tags;more;items;rest;Other",
            "\"a; \"\"b\"\"\";1234;1234.50;1.10;true;1989-11-09;07:05:00;"
                + "2026-11-29T10:00:00+05:30;1989-11-09;44;2026-11;-P1DT2H;[8.50,-47];"
                + "\"{\"\"type\"\":\"\"Point\"\",\"\"coordinates\"\":[1,2]}\";"
                + "\"[\"\"x\"\",\"\"y\"\"]\";\"{\"\"a\"\":1.10}\";[1,null];'=1+1;0012",
            "\" padded \";-5;-0.07;12345678901234567890;false;2000-01-01;23:59:00;"
                + "2000-01-01T00:00:00Z;2000-01-01;2026;0001-01;P0D;;;;;[];''quoted;'-",
            ";;;NaN;;;;;;;;;;;;;;;");
  }

  @Test
  void linesOfJsonKeepTypesAndDigits() {
    long id = load(EVERYTHING_CSV, Format.CSV, under(EVERYTHING));

    List<String> lines = lines(valid(id), RowsExport.Format.NDJSON);
    assertThat(lines).isEqualTo(data(id));
    assertThat(lines.get(1)).contains("\"plain\":12345678901234567890,\"member\":false");
    assertThat(text(valid(id), RowsExport.Format.JSON))
        .isEqualTo("[\n" + String.join(",\n", lines) + "\n]\n");
  }

  @ParameterizedTest
  @EnumSource
  void theSourceAsItShouldHaveBeenIsReadBackAsTheSameRows(RowsExport.Format format) {
    long id = load(EVERYTHING_CSV, Format.CSV, under(EVERYTHING));
    assertThat(statuses(id)).containsExactly(RecordStatus.VALID);

    RowsExport export =
        valid(id).withNames(RowsExport.Names.LABELS).withFormulas(RowsExport.Formulas.PLAIN);
    long again = loadAgain(bytes(export, format), format);

    assertThat(statuses(again)).containsExactly(RecordStatus.VALID);
    // A number of a workbook has no zeros at its end.
    assertThat(data(again))
        .isEqualTo(
            data(id).stream()
                .map(
                    row ->
                        format == RowsExport.Format.XLSX
                            ? row.replace("\"plain\":1.10", "\"plain\":1.1")
                            : row)
                .toList());
  }

  private long loadAgain(byte[] bytes, RowsExport.Format format) {
    Source source =
        Source.of(new ByteArrayInputStream(bytes), "again." + format.text())
            .withFormat(Format.valueOf(format.name()));
    return importer.load(source, under(EVERYTHING)).id();
  }

  @Test
  void theSourceAsItShouldHaveBeenHasItsLabelsAndNotations() {
    long id = load(EVERYTHING_CSV, Format.CSV, under(EVERYTHING));

    assertThat(lines(valid(id).withNames(RowsExport.Names.LABELS), RowsExport.Format.CSV))
        .startsWith(
            "Text: free;count;price;plain;member;Geboren am;wakes;seen;any day;year;month;lasts;"
                + "place;shape;tags;more;items;rest;Other",
            "\"a; \"\"b\"\"\";1234;1234,50;1.10;ja;09.11.1989;07:05;29.11.2026 10:00 +0530;"
                + "1989-11-09;0044;2026-11;-P1DT2H;\"{\"\"lon\"\":8.50,\"\"lat\"\":-47}\";"
                + "\"{\"\"type\"\":\"\"Point\"\",\"\"coordinates\"\":[1,2]}\";x|y;"
                + "\"{\"\"a\"\":1.10}\";[1,null];'=1+1;0012");
  }

  @Test
  void validAndRefusedRowsStandUnderOneSetOfColumns() {
    long id =
        load(
            "Full Name,e-mail,AGE,note\nAnn,ann@example.com,30,=x\nBob,nobody,many,-\n",
            Format.CSV,
            under(Schema.USERS));

    assertThat(lines(all(id), RowsExport.Format.CSV))
        .containsExactly(
            "name,email,age,note,_row,_status",
            "Ann,ann@example.com,30,'=x,1,valid",
            "Bob,nobody,many,'-,2,failed");
    assertThat(lines(all(id), RowsExport.Format.NDJSON))
        .containsExactly(
            "{\"name\":\"Ann\",\"email\":\"ann@example.com\",\"age\":30,\"note\":\"=x\","
                + "\"_row\":1,\"_status\":\"valid\"}",
            "{\"name\":\"Bob\",\"email\":\"nobody\",\"age\":\"many\",\"note\":\"-\","
                + "\"_row\":2,\"_status\":\"failed\"}");
    assertThat(lines(all(id).withNames(RowsExport.Names.LABELS), RowsExport.Format.CSV))
        .first()
        .isEqualTo("Full Name,e-mail,AGE,note,_row,_status");
    assertThat(lines(valid(id).numbered(), RowsExport.Format.CSV))
        .containsExactly("name,email,age,note,_row,_status", "Ann,ann@example.com,30,'=x,1,valid");
    assertThat(
            lines(
                importer.results().export(RecordQuery.ofImport(id).withStatus(RecordStatus.FAILED)),
                RowsExport.Format.CSV))
        .containsExactly("name,email,age,note", "Bob,nobody,many,'-");
  }

  @Test
  void aQueryNarrowsTheRows() {
    long id =
        load(
            "name,email,age\nAnn,ann@example.com,30\nBob,bob@example.com,30\nAnn,no,x\n",
            Format.CSV,
            under(Schema.USERS));

    RecordQuery ann = RecordQuery.ofImport(id).where("name", "Ann");
    assertThat(lines(importer.results().export(ann), RowsExport.Format.CSV))
        .containsExactly(
            "name,email,age,_row,_status", "Ann,ann@example.com,30,1,valid", "Ann,no,x,3,failed");
    assertThat(
            lines(
                importer.results().export(ann.withStatus(RecordStatus.VALID).containing("EXAMPLE")),
                RowsExport.Format.NDJSON))
        .hasSize(1);
  }

  @Test
  void recordsOfJsonBringMembersOfTheirOwn() {
    String json =
        """
        {"mail":"ann@example.com","name":"Ann","age":30,"nested":{"a": 1.0 }}
        {"name":"Bob","email":"bob@example.com","age":1e1,"mail":"other"}
        {"name":"Cid","mail":"cid@example.com","age":"x","big":12345678901234567890}
        {"name":"Dan","email":"dan(at)example.com","mail":"dan","age":5}
        """;
    long id = load(json, Format.NDJSON, under(Schema.USERS));

    List<String> csv = lines(all(id), RowsExport.Format.CSV);
    assertThat(csv)
        .containsExactly(
            "mail,name,age,nested,email,big,_row,_status",
            ",Ann,30,\"{\"\"a\"\":1.0}\",ann@example.com,,1,valid",
            "other,Bob,10,,bob@example.com,,2,valid",
            ",Cid,x,,cid@example.com,12345678901234567890,3,failed",
            "dan,Dan,5,,dan(at)example.com,,4,failed");
    assertThat(lines(all(id), RowsExport.Format.NDJSON))
        .hasSize(4)
        .contains(
            "{\"name\":\"Cid\",\"email\":\"cid@example.com\",\"age\":\"x\","
                + "\"big\":12345678901234567890,\"_row\":3,\"_status\":\"failed\"}");
  }

  @Test
  void nestedJsonInSeveralLinesStandsInOne() {
    long id = load("[{\"a\": {\n \"b\": [1,\n 2]\n}}]", Format.JSON, under(Schema.NONE));

    assertThat(lines(valid(id), RowsExport.Format.NDJSON)).hasSize(1);
  }

  @Test
  void constantsHaveAColumnOnlyUnderTheNamesOfFields() {
    ImportOptions options = under(Schema.USERS).withConstant("age", "40").withoutColumn("secret");
    long id = load("name,email,secret\nAnn,ann@example.com,x\nBob,no,y\n", Format.CSV, options);

    assertThat(lines(all(id), RowsExport.Format.CSV))
        .containsExactly(
            "name,email,age,_row,_status", "Ann,ann@example.com,40,1,valid", "Bob,no,,2,failed");
    assertThat(lines(valid(id).withNames(RowsExport.Names.LABELS), RowsExport.Format.CSV))
        .containsExactly("name,email", "Ann,ann@example.com");
    assertThat(lines(valid(id).withNames(RowsExport.Names.LABELS), RowsExport.Format.NDJSON))
        .containsExactly("{\"name\":\"Ann\",\"email\":\"ann@example.com\"}");
  }

  @Test
  void hostileLabelsAreTextInEveryFormat() {
    String labels = "=1+1,_row,_status,\"a\"\"b\",\"two\nlines\",<b>,__row,😀";
    long id = load(labels + "\n1,2,3,4,5,6,7,8\n", Format.CSV, under(Schema.NONE));

    assertThat(text(all(id), RowsExport.Format.CSV))
        .isEqualTo(
            String.join(
                "\r\n",
                "'=1+1,_row,_status,\"a\"\"b\",\"two\nlines\",<b>,__row,😀,___row,__status",
                "1,2,3,4,5,6,7,8,1,valid",
                ""));
    assertThat(lines(all(id), RowsExport.Format.NDJSON))
        .containsExactly(
            "{\"=1+1\":\"1\",\"_row\":\"2\",\"_status\":\"3\",\"a\\\"b\":\"4\","
                + "\"two\\u000alines\":\"5\",\"<b>\":\"6\",\"__row\":\"7\",\"😀\":\"8\","
                + "\"___row\":1,\"__status\":\"valid\"}");
    assertThat(ReadWorkbook.of(bytes(all(id), RowsExport.Format.XLSX)).texts(1).get(0))
        .startsWith("=1+1", "_row", "_status", "a\"b", "two\nlines", "<b>", "__row", "😀");
  }

  @Test
  void aTableMayHaveThreeHundredColumns() {
    List<String> labels = IntStream.range(0, 300).mapToObj(i -> "c" + i).toList();
    String row =
        IntStream.range(0, 300).mapToObj(Integer::toString).collect(Collectors.joining(","));
    String csv = String.join(",", labels) + "\r\n" + row + "\r\n";
    long id = load(csv, Format.CSV, under(Schema.NONE));

    assertThat(text(valid(id), RowsExport.Format.CSV)).isEqualTo(csv);
    assertThat(ReadWorkbook.of(bytes(valid(id), RowsExport.Format.XLSX)).texts(1).get(1))
        .hasSize(300);
  }

  @Test
  void anImportWithoutRowsHasItsLabels() {
    long table = load("name,email,age,note\n", Format.CSV, under(Schema.USERS));
    assertThat(text(valid(table), RowsExport.Format.CSV)).isEqualTo("name,email,age,note\r\n");
    assertThat(text(valid(table), RowsExport.Format.JSON)).isEqualTo("[]\n");
    assertThat(text(valid(table), RowsExport.Format.NDJSON)).isEmpty();
    assertThat(ReadWorkbook.of(bytes(valid(table), RowsExport.Format.XLSX)).texts(1))
        .containsExactly(List.of("name", "email", "age", "note"));

    long records = load("[]", Format.JSON, under(Schema.USERS));
    assertThat(text(valid(records), RowsExport.Format.CSV)).isEqualTo("name,email,age\r\n");

    long nothing = load("[]", Format.JSON, under(Schema.NONE));
    assertThat(text(valid(nothing), RowsExport.Format.CSV)).isEmpty();
    assertThat(ReadWorkbook.of(bytes(valid(nothing), RowsExport.Format.XLSX)).texts(1).get(0))
        .isEmpty();
  }

  @Test
  void aSourceWithoutLabelsGetsThoseThatWereMadeUp() {
    Source source =
        Source.ofText("Ann,1\nBob,2\n", Format.CSV)
            .withDialect(Dialect.UNSPECIFIED.withHeader(false));
    long id = importer.load(source, under(Schema.NONE)).id();

    assertThat(lines(valid(id).withNames(RowsExport.Names.LABELS), RowsExport.Format.CSV))
        .hasSize(3)
        .endsWith("Ann,1", "Bob,2");
  }

  @Test
  void theMarkOfTheSourceIsKept() {
    long id = load("\uFEFFa\n1\n", Format.CSV, under(Schema.NONE));
    assertThat(text(valid(id), RowsExport.Format.CSV)).isEqualTo("\uFEFFa\r\n1\r\n");

    Source latin =
        Source.of(new ByteArrayInputStream("a\nä\n".getBytes(StandardCharsets.ISO_8859_1)), "a.csv")
            .withDialect(Dialect.UNSPECIFIED.withEncoding(StandardCharsets.ISO_8859_1));
    long other = importer.load(latin, under(Schema.NONE)).id();
    assertThat(text(valid(other), RowsExport.Format.CSV)).isEqualTo("\uFEFFa\r\nä\r\n");
  }

  @Test
  void aWorkbookHasTypedCells() {
    Schema schema =
        Schema.builder("typed")
            .field(Field.number("n"))
            .field(Field.bool("b"))
            .field(Field.date("d").format("%d.%m.%Y"))
            .field(Field.datetime("t"))
            .field(Field.string("s"))
            .build();
    long id =
        load(
            """
            n,b,d,t,s
            1.5,true,29.11.2026,2026-11-29T12:00:00,007
            12345678901234567890,,01.01.1800,2026-11-29T12:00:00Z,=1
            """,
            Format.CSV,
            under(schema));

    ReadWorkbook workbook = ReadWorkbook.of(bytes(valid(id), RowsExport.Format.XLSX));
    assertThat(workbook.cells(1).get(1).stream().map(ReadWorkbook.Cell::type))
        .containsExactly("n", "b", "n", "n", "inlineStr");
    assertThat(workbook.texts(1).get(2))
        .containsExactly("12345678901234567890", "", "1800-01-01", "2026-11-29T12:00:00Z", "=1");
  }

  @Test
  void aWorkbookWithoutRoomIsRefusedBeforeItsFirstByte() {
    long id = load("a\n" + "x".repeat(40_000) + "\n", Format.CSV, under(Schema.NONE));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    assertThatExceptionOfType(SourceException.class)
        .isThrownBy(() -> valid(id).writeTo(out, RowsExport.Format.XLSX))
        .withMessageContaining("Export them as CSV")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.FIELD_TOO_LONG));
    assertThat(out.size()).isZero();
  }

  @Test
  void rowsOfASchemaThatHasChangedSinceKeepTheirNames() {
    importer.close();
    importer = db.builder().schema(people("name")).build();
    long id = load("name,age\nAnn,30\n", Format.CSV, ALLOW);
    importer.close();
    importer = db.builder().schema(people("vorname")).build();

    assertThat(lines(valid(id), RowsExport.Format.CSV))
        .containsExactly("vorname,age,name", ",30,Ann");
  }

  @Test
  void aTextUnderAFieldThatIsANumberNowIsGuarded() {
    importer.close();
    importer = db.builder().schema(people("name")).build();
    long id = load("name\n=1+1\n-5\n", Format.CSV, ALLOW);
    importer.close();
    Schema numbers = Schema.builder("people").field(Field.number("name")).build();
    importer = db.builder().schema(numbers).build();

    assertThat(lines(valid(id), RowsExport.Format.CSV)).containsExactly("name", "'=1+1", "-5");
  }

  @Test
  void onlyTextsAreGuarded() {
    long id = load(EVERYTHING_CSV, Format.CSV, under(EVERYTHING));

    assertThat(lines(valid(id).withNames(RowsExport.Names.LABELS), RowsExport.Format.CSV))
        .last()
        .isEqualTo("n/a;n/a;n/a;NaN;n/a;n/a;n/a;n/a;n/a;n/a;n/a;n/a;n/a;n/a;n/a;n/a;n/a;n/a;");
    Schema dashes =
        Schema.builder("dashes")
            .missingValues(new MissingValue("-", null))
            .field(Field.string("a"))
            .field(Field.number("b").options(new TypeOptions.OfNumber(",", "", true)))
            .build();
    long dashed = load("a;b\n-;-0,5\n-x;-\n", Format.CSV, under(dashes));
    assertThat(lines(valid(dashed).withNames(RowsExport.Names.LABELS), RowsExport.Format.CSV))
        .containsExactly("a;b", "-;-0,5", "'-x;-");
  }

  private static Schema people(String field) {
    return Schema.builder("people").field(Field.string(field).aliases("name")).build();
  }

  /** Changes the import as soon as something is written. */
  private static OutputStream changing(Runnable change) {
    return new ByteArrayOutputStream() {
      private boolean changed;

      @Override
      public synchronized void write(byte[] bytes, int offset, int length) {
        if (!changed) {
          changed = true;
          change.run();
        }
        super.write(bytes, offset, length);
      }
    };
  }

  @ParameterizedTest
  @EnumSource
  void anExportNeverEndsAsIfItWereWholeWhenTheImportIsDeleted(RowsExport.Format format) {
    long id = loadMany();
    OutputStream out = changing(() -> importer.operations().delete(id));

    assertThatExceptionOfType(ImportNotFoundException.class)
        .isThrownBy(() -> all(id).writeTo(out, format));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "XLSX")
  void anExportNeverEndsAsIfItWereWholeWhenTheImportIsCorrected(RowsExport.Format format) {
    long id = loadMany();
    OutputStream out =
        changing(
            () ->
                importer.correct(
                    id,
                    Source.ofText("_row,name,email,age\n1,Ann,ann@example.com,1\n", Format.CSV)));

    assertThatExceptionOfType(ImportStateException.class)
        .isThrownBy(() -> all(id).writeTo(out, format));
  }

  private long loadMany() {
    String rows = "Ann,nobody,1\n" + "Ann,ann@example.com,1\n".repeat(3_000);
    return load("name,email,age\n" + rows, Format.CSV, under(Schema.USERS));
  }

  @Test
  void anExportIsOfAnImport() {
    assertThatExceptionOfType(ImportNotFoundException.class).isThrownBy(() -> all(7));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> importer.results().export(RecordQuery.all()));
  }
}
