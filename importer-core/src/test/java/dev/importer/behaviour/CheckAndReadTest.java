package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.error.SourceException;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportResult;
import dev.importer.results.CheckReport;
import dev.importer.results.ErrorSummary;
import dev.importer.results.HeaderMapping;
import dev.importer.results.Page;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredRecord;
import dev.importer.row.RowStream;
import dev.importer.row.TypedRow;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.schema.SchemaField;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.source.Upload;
import dev.importer.testing.Json;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckAndReadTest {

  private static final Schema ORDERS =
      Schema.builder("orders")
          .field(Field.integer("order_no").required())
          .field(Field.integer("quantity"))
          .field(Field.number("unit-price"))
          .field(Field.bool("paid"))
          .field(Field.date("ordered on"))
          .field(Field.datetime("shipped"))
          .field(Field.string("state"))
          .field(Field.string("note"))
          .build();

  @TempDir Path folder;
  @Stored TestDatabase db;
  private Importer importer;

  @BeforeEach
  void open() {
    importer = db.open();
  }

  @AfterEach
  void nothingIsLeftBehind() {
    assertThat(Spools.filesIn(importer)).isEmpty();
    importer.close();
  }

  @Nested
  class Check {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void tellsExactlyWhatAnImportWouldDo(long seed) {
      Path file = UserFiles.mixed(folder.resolve("a.csv"), 1_500, seed);

      CheckReport report = importer.check(file);
      assertThat(db.disk().countImports()).isZero();
      assertThat(db.disk().countRecords()).isZero();
      ImportResult result = importer.load(file);

      assertThat(report.total()).isEqualTo(result.total());
      assertThat(report.valid()).isEqualTo(result.valid());
      assertThat(report.failed()).isEqualTo(result.failed());
      assertThat(report.warnings()).isEqualTo(result.summary().warnings());
      assertThat(report.columns()).isEqualTo(result.summary().columns());
      assertThat(report.format()).isEqualTo(result.summary().format());
      assertThat(report.clean()).isFalse();
      assertThat(countsOf(report)).isEqualTo(storedCounts(result.id()));
    }

    @Test
    void listsTheFirstErrors() {
      String text = UserFiles.HEADER + "A,a@example.com,1\n" + "B,nobody,x\n".repeat(200);

      CheckReport report = importer.check(Source.ofText(text, Format.CSV));

      assertThat(report.failed()).isEqualTo(200);
      assertThat(report.errors()).hasSize(CheckReport.MAX_ERRORS);
      ImportError first = report.errors().get(0);
      assertThat(first.field()).isEqualTo("email");
      assertThat(first.row()).isEqualTo(2);
      assertThat(first.line()).isEqualTo(3);
      assertThat(report.errorSummary().groups())
          .extracting(ErrorSummary.Group::count)
          .containsExactly(200L, 200L);
    }

    @Test
    void showsTheFirstRowsAsTheyWouldBeStored() {
      Path file = UserFiles.mixed(folder.resolve("a.csv"), 100, 5);

      CheckReport report = importer.check(file);
      long id = importer.load(file).id();

      List<StoredRecord> stored =
          importer
              .results()
              .records(RecordQuery.ofImport(id).withPage(PageRequest.ofLimit(CheckReport.MAX_ROWS)))
              .items();
      assertThat(report.rows())
          .isEqualTo(
              stored.stream()
                  .map(
                      row ->
                          new StoredRecord.Draft(
                              row.rowNumber(),
                              row.lineNumber(),
                              row.dataJson(),
                              row.status(),
                              row.errorMessage(),
                              row.errorsJson(),
                              row.changesJson()))
                  .toList());
      assertThat(report.rows())
          .extracting(StoredRecord.Draft::status)
          .contains(RecordStatus.FAILED);
      assertThat(report.rows().get(0).data()).isEqualTo(stored.get(0).data());
      assertThat(report.rows().get(0).errors()).isEqualTo(stored.get(0).errors());
    }

    @Test
    void tellsWhichColumnFeedsWhichField() {
      String text = "NAME,E-mail,email,Age\n";

      CheckReport report = importer.check(Source.ofText(text, Format.CSV));

      assertThat(report.schema()).isEqualTo("users");
      assertThat(report.mapping().columns())
          .containsExactly(
              new HeaderMapping.Column(1, "NAME", "name", HeaderMapping.Reason.NORMALISED),
              new HeaderMapping.Column(2, "E-mail", null, null),
              new HeaderMapping.Column(3, "email", "email", HeaderMapping.Reason.EXACT),
              new HeaderMapping.Column(4, "Age", "age", HeaderMapping.Reason.NORMALISED));
    }

    @Test
    void showsFewerRowsWhereTheyAreLarge() {
      String row = "A,a@example.com,1," + "x".repeat(300_000) + "\n";

      CheckReport report =
          importer.check(Source.ofText("name,email,age,note\n" + row.repeat(10), Format.CSV));

      assertThat(report.total()).isEqualTo(10);
      assertThat(report.rows()).hasSize(4);
    }

    @Test
    void leavesAnUploadForWhoeverDiscardsIt() {
      Source upload;
      try (Upload receiving = importer.upload("a.csv")) {
        byte[] bytes = (UserFiles.HEADER + "A,a@x.org,1\n").getBytes(StandardCharsets.UTF_8);
        receiving.write(bytes, 0, bytes.length);
        upload = receiving.finish();
      }
      assertThat(importer.check(upload).valid()).isEqualTo(1);
      assertThat(importer.check(upload).valid()).isEqualTo(1);
      assertThat(Spools.filesIn(importer)).hasSize(1);

      importer.operations().discard(upload);

      assertThat(Spools.filesIn(importer)).isEmpty();
    }

    @Test
    void isCleanWhereEveryRowIsValid() {
      CheckReport report = importer.check(UserFiles.valid(folder.resolve("a.csv"), 10));

      assertThat(report.clean()).isTrue();
      assertThat(report.errors()).isEmpty();
    }

    @Test
    void throwsWhatAnImportWouldThrow() {
      assertThatExceptionOfType(SourceException.class)
          .isThrownBy(() -> importer.check(Source.ofText("[{\"a\":1}", Format.JSON)))
          .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.JSON_SYNTAX));
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  importer.check(
                      Source.ofText("a\n", Format.CSV), ImportOptions.DEFAULT.withSchema("?")));
      assertThat(db.disk().countImports()).isZero();
    }

    private static Map<String, Long> countsOf(CheckReport report) {
      Map<String, Long> counts = new TreeMap<>();
      report
          .errorSummary()
          .groups()
          .forEach(one -> counts.merge(one.code() + " " + one.field(), one.count(), Long::sum));
      return counts;
    }

    private Map<String, Long> storedCounts(long id) {
      Map<String, Long> counts = new TreeMap<>();
      PageRequest request = PageRequest.ofLimit(1_000);
      while (true) {
        Page<StoredRecord> page = importer.results().errors(id, request);
        for (StoredRecord record : page.items()) {
          for (JsonNode error : Json.read(record.errorsJson())) {
            counts.merge(
                error.get("code").textValue() + " " + error.get("field").textValue(),
                1L,
                Long::sum);
          }
        }
        if (page.nextCursor().isEmpty()) {
          return counts;
        }
        request = request.at(page.nextCursor().get());
      }
    }
  }

  @Nested
  class Read {

    enum State {
      OPEN,
      CLOSED
    }

    record Order(
        long orderNo,
        int quantity,
        BigDecimal unitPrice,
        Optional<Boolean> paid,
        LocalDate orderedOn,
        OffsetDateTime shipped,
        State state,
        Optional<String> note) {}

    record User(String name, @SchemaField(format = "email") String email, int age) {}

    record Product(String sku, BigDecimal price) {}

    record Wide(
        Object name, Short age, Integer missing, Long count, Double ratio, BigInteger big) {}

    record Times(LocalDateTime local, Instant instant, Boolean flag) {}

    @Test
    void bindsEachComponentToItsColumn() {
      String text =
          """
          order_no,Quantity,unit-price,paid,ordered on,shipped,state,note
          9000000000,3,12.50,true,2026-11-23,2026-11-24T10:00:00+01:00,open,hello
          1,-3,1e2,,2026-11-23,2026-11-24T10:00:00Z,CLOSED,
          """;

      List<TypedRow<Order>> rows = read(orders(), text, Order.class);

      assertThat(rows)
          .extracting(TypedRow::require)
          .containsExactly(
              new Order(
                  9_000_000_000L,
                  3,
                  new BigDecimal("12.50"),
                  Optional.of(true),
                  LocalDate.of(2026, 11, 23),
                  OffsetDateTime.parse("2026-11-24T10:00:00+01:00"),
                  State.OPEN,
                  Optional.of("hello")),
              new Order(
                  1,
                  -3,
                  new BigDecimal("1E+2"),
                  Optional.empty(),
                  LocalDate.of(2026, 11, 23),
                  OffsetDateTime.parse("2026-11-24T10:00:00Z"),
                  State.CLOSED,
                  Optional.empty()));
    }

    @Test
    void handsErrorsOutBesideValues() {
      String text =
          UserFiles.HEADER + "Ada,ada@example.com,36\nBob,nobody,x\n\nCid,c@example.com,1\n";

      List<TypedRow<User>> rows = read(importer, text, User.class);

      assertThat(rows).extracting(TypedRow::number).containsExactly(1L, 2L, 3L);
      assertThat(rows).extracting(TypedRow::line).containsExactly(2L, 3L, 5L);
      assertThat(rows.get(0).require()).isEqualTo(new User("Ada", "ada@example.com", 36));
      assertThat(rows.get(1).isValid()).isFalse();
      assertThat(rows.get(1).value()).isNull();
      assertThat(rows.get(1).errors())
          .extracting(ImportError::field)
          .containsExactly("email", "age");
      assertThatIllegalStateException()
          .isThrownBy(() -> rows.get(1).require())
          .withMessageContaining("line 3");
      assertThat(rows.get(2).isValid()).isTrue();
    }

    @Test
    void isCheckedAgainstTheRecordUnlessASchemaIsNamed() {
      Source products = Source.ofText("sku,price\nA-1,9.90\nA-2,free\n", Format.CSV);
      try (RowStream<Product> rows = importer.read(products, Product.class)) {
        assertThat(rows.stream().map(TypedRow::value))
            .containsExactly(new Product("A-1", new BigDecimal("9.90")), null);
      }
      Source people = Source.ofText(UserFiles.HEADER + "Ada,ada@example.com,200\n", Format.CSV);
      try (RowStream<User> rows = importer.read(people, User.class)) {
        assertThat(rows.iterator().next().require().age()).isEqualTo(200);
      }
      ImportOptions users = ImportOptions.DEFAULT.withSchema("users");
      people = Source.ofText(UserFiles.HEADER + "Ada,ada@example.com,200\n", Format.CSV);
      try (RowStream<User> rows = importer.read(people, User.class, users)) {
        assertThat(rows.iterator().next().errors()).extracting(ImportError::field).contains("age");
      }
    }

    @Test
    void aSchemaOfTheImporterHoldsForRecordsTooAlsoUnderTheNameUsers() {
      Schema adults =
          Schema.builder("users").field(Field.integer("age").required().minimum(18)).build();
      for (Importer.Builder builder :
          List.of(Importer.builder().schema(adults), Importer.builder().addSchema(adults))) {
        try (Importer own = builder.inMemory().build()) {
          List<TypedRow<User>> rows = read(own, "name,email,age\nAda,nobody,17\n", User.class);
          assertThat(rows.get(0).errors()).extracting(ImportError::rule).containsExactly("minimum");
        }
      }
    }

    @Test
    void refusesARowWhoseValueDoesNotFitTheComponent() {
      String text = "order_no,quantity,state\n1,3000000000,open\n2,,open\n3,1,unknown\n4,1,open\n";

      List<TypedRow<Order>> rows = read(orders(), text, Order.class);

      assertThat(rows).extracting(TypedRow::isValid).containsExactly(false, false, false, true);
      ImportError tooLarge = rows.get(0).errors().get(0);
      assertThat(tooLarge.code()).isEqualTo(ErrorCode.TYPE_ERROR);
      assertThat(tooLarge.field()).isEqualTo("quantity");
      assertThat(tooLarge.value()).isEqualTo("3000000000");
      assertThat(tooLarge.column()).isEqualTo(2);
      assertThat(rows.get(1).errors().get(0).code()).isEqualTo(ErrorCode.CONSTRAINT_ERROR);
      assertThat(rows.get(2).errors().get(0).field()).isEqualTo("state");
      assertThat(rows.get(3).require().unitPrice()).isNull();
    }

    @Test
    void bindsWhateverTypesItSaysItBinds() {
      try (Importer loose = TestDatabase.inMemory().schema(Schema.NONE).build()) {
        String json =
            "[{\"name\":true,\"age\":7,\"count\":8,\"ratio\":0.5,\"big\":99999999999999999999}]";
        try (RowStream<Wide> rows = loose.read(Source.ofText(json, Format.JSON), Wide.class)) {
          assertThat(rows.iterator().next().require())
              .isEqualTo(
                  new Wide(true, (short) 7, null, 8L, 0.5, new BigInteger("99999999999999999999")));
        }
      }
      Schema times =
          Schema.builder("times")
              .field(Field.datetime("local"))
              .field(Field.datetime("instant"))
              .field(Field.bool("flag"))
              .build();
      try (Importer timed = TestDatabase.inMemory().schema(times).build()) {
        String csv = "local,instant,flag\n2026-11-23T10:00:00,2026-11-23T10:00:00+02:00,0\n";
        assertThat(read(timed, csv, Times.class).get(0).require())
            .isEqualTo(
                new Times(
                    LocalDateTime.parse("2026-11-23T10:00:00"),
                    Instant.parse("2026-11-23T08:00:00Z"),
                    false));
      }
    }

    @Test
    void aTimeWithoutOffsetIsNoInstant() {
      record At(Instant at) {}
      Schema schema = Schema.builder("at").field(Field.datetime("at")).build();
      try (Importer timed = TestDatabase.inMemory().schema(schema).build()) {
        TypedRow<At> row = read(timed, "at\n2026-11-23T10:00:00\n", At.class).get(0);

        assertThat(row.isValid()).isFalse();
        assertThat(row.errors().get(0).code()).isEqualTo(ErrorCode.TYPE_ERROR);
      }
    }

    @Test
    void streamsAndClosesWithTheStream() throws IOException {
      Path file = UserFiles.valid(folder.resolve("a.csv"), 1_000);
      try (var users = importer.read(file, User.class).stream()) {
        assertThat(users.map(TypedRow::require).mapToInt(User::age).sum()).isEqualTo(49_500);
      }
      try (var in = Files.newInputStream(file);
          RowStream<User> rows = importer.read(Source.of(in, "a.csv"), User.class)) {
        assertThat(rows.iterator().next().require().name()).isEqualTo("Person 1");
        assertThat(Spools.filesIn(importer)).hasSize(1);
      }
    }

    @Test
    void storesNothing() {
      read(importer, UserFiles.HEADER + "Ada,ada@example.com,36\n", User.class);

      assertThat(db.disk().countImports()).isZero();
    }

    @Test
    void refusesClassesThatCellsCannotBecome() {
      record Unsupported(String name, List<Thread> tags) {}
      Source source = Source.ofText(UserFiles.HEADER, Format.CSV);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> importer.read(source, Unsupported.class))
          .withMessageContaining("tags")
          .withMessageContaining("java.util.List<java.lang.Thread>");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> importer.read(source, String.class))
          .withMessageContaining("not a record");
    }

    @Test
    void throwsWhereTheFileTurnsOutToBeUnusable() {
      String text = "[{\"name\":\"A\",\"email\":\"a@example.com\",\"age\":1},{]";
      try (RowStream<User> rows = importer.read(Source.ofText(text, Format.JSON), User.class)) {
        assertThatExceptionOfType(SourceException.class)
            .isThrownBy(() -> rows.forEach(row -> {}))
            .satisfies(broken -> assertThat(broken.code()).isEqualTo(ErrorCode.JSON_SYNTAX));
      }
      assertThatExceptionOfType(SourceException.class)
          .isThrownBy(() -> importer.read(Source.ofText("a\n1\n", Format.CSV), User.class))
          .satisfies(broken -> assertThat(broken.code()).isEqualTo(ErrorCode.MISSING_LABEL));
    }

    private Importer orders() {
      importer.close();
      importer = db.builder().schema(ORDERS).build();
      return importer;
    }

    private static <T> List<TypedRow<T>> read(Importer importer, String csv, Class<T> type) {
      List<TypedRow<T>> rows = new ArrayList<>();
      try (RowStream<T> stream = importer.read(Source.ofText(csv, Format.CSV), type)) {
        stream.forEach(rows::add);
      }
      return rows;
    }
  }

  @Nested
  class AFileThatChanges {

    @Test
    void whileItIsReadIsRefused() throws IOException {
      Path file = UserFiles.valid(folder.resolve("a.csv"), 1_000);
      try (RowStream<Read.User> rows = importer.read(file, Read.User.class)) {
        rows.iterator().next();
      }
      SourceException refused;
      try (RowStream<Read.User> rows = importer.read(file, Read.User.class)) {
        Files.writeString(file, "Eve,eve@example.com,1\n", StandardOpenOption.APPEND);
        refused = catchThrowableOfType(SourceException.class, () -> rows.forEach(row -> {}));
      }

      assertThat(refused.code()).isEqualTo(ErrorCode.SOURCE_ERROR);
      assertThat(refused).hasMessageContaining("changed");
    }

    @Test
    void betweenAcceptanceAndReadingFailsTheImport() throws IOException {
      Path file = UserFiles.valid(folder.resolve("a.csv"), 1_000);
      long id;
      importer.close();
      try (Importer first = db.builder().workers(1).batchSize(1).build()) {
        id = first.submit(file).id();
      }
      assertThat(db.disk().text("SELECT status FROM imports")).isNotEqualTo("completed");
      Files.writeString(file, UserFiles.HEADER);

      importer = db.open();

      assertThatExceptionOfType(SourceException.class)
          .isThrownBy(
              () ->
                  dev.importer.testing.Waiting.get(
                      importer.operations().job(id).orElseThrow().result()))
          .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.SOURCE_ERROR));
      dev.importer.testing.Waiting.until(
          "none of its rows is left", () -> db.disk().countRecords() == 0);
    }
  }
}
