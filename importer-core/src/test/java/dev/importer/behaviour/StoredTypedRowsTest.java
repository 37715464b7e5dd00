package dev.importer.behaviour;

import static dev.importer.job.ImportOptions.OnDuplicate.ALLOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.error.ImportNotFoundException;
import dev.importer.error.ImporterClosedException;
import dev.importer.job.ImportOptions;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordStatus;
import dev.importer.row.RowEdit;
import dev.importer.row.RowStream;
import dev.importer.row.TypedRow;
import dev.importer.schema.Field;
import dev.importer.schema.MissingValue;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import dev.importer.type.FieldType;
import dev.importer.type.NegativeForm;
import dev.importer.type.TypeOptions;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Stored rows become the same objects as the rows of the file. */
class StoredTypedRowsTest {

  record User(String name, String email, int age, Optional<String> city) {}

  /** Takes every value as it is. */
  record Cell(@Nullable Object f, @Nullable Object note) {}

  /** A field of a type, and cells as a CSV and as JSON have them. */
  record Kind(Field field, List<String> texts, List<String> json) {
    @Override
    public String toString() {
      return field.type().text() + " " + field.format() + " " + field.options();
    }
  }

  @TempDir private Path folder;

  private Importer importer;

  @BeforeEach
  void open() {
    importer = TestDatabase.inMemory().build();
  }

  @AfterEach
  void close() {
    importer.close();
  }

  private <T> List<TypedRow<T>> assertSameObjects(
      Source source, ImportOptions options, Class<T> type) {
    long id = importer.load(source, options.withOnDuplicate(ALLOW)).id();
    try (RowStream<T> read = importer.read(source, type, options);
        RowStream<T> stored = importer.results().read(RecordQuery.ofImport(id), type)) {
      List<TypedRow<T>> rows = read.stream().toList();
      assertThat(stored.stream()).isNotEmpty().isEqualTo(rows);
      assertThat(stored.unfedComponents()).isEqualTo(read.unfedComponents());
      return rows;
    }
  }

  /** The cells that say most of a type. */
  private static Kind kindOf(FieldType type) {
    Field field = Field.of("f", type);
    return switch (type) {
      case STRING -> kind(field, List.of("a", " b\t\"c\"", "é€😀"), "\"\\ud800\"");
      case NUMBER ->
          kind(
              field,
              List.of("1", "1.50", "-0", "1E+3", "12345678901234567890.10", "NaN", "INF", "-INF"),
              "1",
              "1.50",
              "1e400",
              "12345678901234567890");
      case INTEGER -> kind(field, List.of("1", "-01", "0.0", "12345678901234567890"), "7", "7.0");
      case BOOLEAN -> kind(field, List.of("true", "0", "FALSE"), "true", "false");
      case OBJECT ->
          kind(field, List.of("{}", "{ \"a\": [1.10, null]}"), "{\"a\" : {\"b\": \"\\u00e4\"}}");
      case ARRAY -> kind(field, List.of("[]", "[ 1, \"x\" ]"), "[ 1.0 , {}]");
      case LIST -> kind(field, List.of("a,b", "x"), "[\"a,b\", \"c\"]");
      case DATETIME ->
          kind(
              field,
              List.of(
                  "2026-01-31T10:00:00", "2026-01-31T10:00:00.50+05:30", "2026-01-31T10:00:00Z"));
      case DATE -> kind(field, List.of("2026-01-31", "0044-03-15"));
      case TIME -> kind(field, List.of("10:00:00", "10:00:00.120", "10:00:00+02:00"));
      case YEAR -> kind(field, List.of("2026", "0044", "-12345"), "2026");
      case YEARMONTH -> kind(field, List.of("2026-01", "-12345-10"));
      case DURATION -> kind(field, List.of("P1Y2M3D", "-PT36H", "P1DT0.50S", "P14M"));
      case GEOPOINT -> kind(field, List.of("8.50, 47", "-8,47.123"), "[8.5, 47]");
      case GEOJSON -> kind(field, List.of("{\"type\": \"Point\", \"coordinates\": [1, 2.50]}"));
      case ANY -> kind(field, List.of("a", "1", "{}"), "1.50", "true", "{\"a\": 1}", "[1 ]", "1");
    };
  }

  private static Kind kind(Field field, List<String> texts, String... json) {
    return new Kind(field, texts, List.of(json));
  }

  private static Stream<Kind> withNotations() {
    return Stream.of(
        kind(
            Field.number("f")
                .options(
                    new TypeOptions.OfNumber(",", ".", false)
                        .withNegatives(NegativeForm.PARENTHESES)),
            List.of("1.234,50 EUR", "(7,0)")),
        kind(
            Field.bool("f").options(new TypeOptions.OfBoolean(List.of("ja"), List.of("nein"))),
            List.of("ja", "nein")),
        kind(Field.date("f").format("%d.%m.%Y"), List.of("31.01.2026")),
        kind(Field.date("f").format("any"), List.of("31.01.2026", "2026-01-31")),
        kind(Field.time("f").format("%I:%M %p"), List.of("07:30 pm")),
        kind(Field.datetime("f").format("%d.%m.%Y %H:%M %z"), List.of("31.01.2026 10:00 +0530")),
        kind(Field.geopoint("f").format("object"), List.of("{\"lon\": 8, \"lat\": 47.50}")),
        kind(Field.geopoint("f").format("array"), List.of("[8, 47.50]")),
        kind(
            Field.of("f", FieldType.LIST).options(new TypeOptions.OfList("|", FieldType.DATE)),
            List.of("2026-01-31|2026-02-28")),
        kind(
            Field.of("f", FieldType.LIST).options(new TypeOptions.OfList(";", FieldType.NUMBER)),
            List.of("1.10;NaN;3")),
        kind(Field.string("f").format("email").trimmed(), List.of(" a@example.com ")),
        kind(Field.integer("f").replacing("x", "7").unwrapped(), List.of("x", "=\"8\"")),
        kind(
            Field.integer("f").missingValues(new MissingValue("-", null), MissingValue.EMPTY),
            List.of("-", "1")),
        kind(Field.string("f").withoutMissingValues(), List.of("", "-")));
  }

  @ParameterizedTest
  @EnumSource
  void areTheSameForEveryType(FieldType type) {
    assertSameFromTextAndJson(kindOf(type));
  }

  @ParameterizedTest
  @MethodSource("withNotations")
  void areTheSameForEveryNotation(Kind kind) {
    assertSameFromTextAndJson(kind);
  }

  private void assertSameFromTextAndJson(Kind kind) {
    ImportOptions options =
        ImportOptions.DEFAULT.withSchema(Schema.builder("own").field(kind.field()).build());
    StringBuilder csv = new StringBuilder("f,note\n");
    StringBuilder json = new StringBuilder("[{\"note\": {\"a\":  1.50}, \"f\": null}");
    for (String text : kind.texts()) {
      csv.append('"').append(text.replace("\"", "\"\"")).append("\",1\n");
      json.append(",{\"f\": \"")
          .append(text.replace("\"", "\\\"").replace("\t", "\\t"))
          .append("\"}");
    }
    csv.append(",2\n");
    kind.json().forEach(cell -> json.append(",{\"f\": ").append(cell).append(", \"note\": 2}"));

    for (Source source :
        List.of(
            Source.ofText(csv.toString(), Format.CSV),
            Source.ofText(json.append("]").toString(), Format.JSON))) {
      assertThat(assertSameObjects(source, options, Cell.class)).allMatch(TypedRow::isValid);
    }
  }

  @Test
  void areTheSameWithTheirErrorsWhereRowsAreRefused() {
    String csv = UserFiles.HEADER + "Ann,ann@example.com,30\nBob,nobody,x\nCid,c@example.com,\n";
    ImportOptions users = ImportOptions.DEFAULT.withSchema("users");

    assertSameObjects(Source.ofText(csv, Format.CSV), users, User.class);
  }

  @Test
  void areTheSameOfColumnsThatAreMappedLeftOutOrOutsideOfTheSchema() {
    Source source =
        Source.ofText("Vorname,Post,CITY,secret\nMia,mia@example.com,Bonn,x\n", Format.CSV);
    ImportOptions options =
        ImportOptions.DEFAULT
            .withSchema("users")
            .withMap("Vorname", "name")
            .withMap("#2", "email")
            .withoutColumn("secret")
            .withConstant("age", "41");

    assertSameObjects(source, options, User.class);
    try (RowStream<User> rows = importer.results().read(1, User.class)) {
      assertThat(rows.iterator().next().require())
          .isEqualTo(new User("Mia", "mia@example.com", 41, Optional.of("Bonn")));
    }
  }

  @Test
  void areTheSameWithoutASchema() {
    ImportOptions none = ImportOptions.DEFAULT.withSchema("none");

    assertSameObjects(Source.ofText("f,note\n1,2026-01-31\n", Format.CSV), none, Cell.class);
    assertSameObjects(
        Source.ofText("[{\"note\": {\"a\": [1 ]}}, {\"f\": 1.50}]", Format.JSON), none, Cell.class);
  }

  record Dated(LocalDate day, BigDecimal price) {}

  @Test
  void areTakenAsTheyAreStoredWhereTheSchemaIsGone(@Stored TestDatabase db) {
    Schema own =
        Schema.builder("own")
            .field(Field.date("day").format("%d.%m.%Y"))
            .field(Field.number("price").options(new TypeOptions.OfNumber(",", "", true)))
            .build();
    Source source = Source.ofText("day,price\n31.01.2026,\"1,50\"\n", Format.CSV);
    try (Importer before = db.builder().schema(own).build()) {
      before.load(source);
    }
    try (Importer after = db.open();
        RowStream<Dated> rows = after.results().read(1, Dated.class)) {
      assertThat(rows.stream().map(TypedRow::require))
          .containsExactly(new Dated(LocalDate.of(2026, 1, 31), new BigDecimal("1.50")));
    }
  }

  @Test
  void ofAnImportAreItsValidOnes() {
    long id =
        importer
            .load(
                Source.ofText(
                    UserFiles.HEADER
                        + "Ann,ann@example.com,30\nBob,nobody,x\nCid,c@example.com,9\n",
                    Format.CSV))
            .id();
    try (RowStream<User> rows = importer.results().read(id, User.class)) {
      assertThat(rows.unfedComponents()).containsExactly("city");
      assertThat(rows.warnings()).containsExactly(Map.entry("unfed-component", 1L));
      List<TypedRow<User>> all = rows.stream().toList();
      assertThat(all).extracting(TypedRow::number).containsExactly(1L, 3L);
      assertThat(all).extracting(TypedRow::line).containsExactly(2L, 4L);
      assertThat(all.get(1).require())
          .isEqualTo(new User("Cid", "c@example.com", 9, Optional.empty()));
    }
  }

  @Test
  void haveWhatWasChangedSince() {
    long id =
        importer
            .load(
                Source.ofText(
                    UserFiles.HEADER + "Ann,nobody,30\nBob,b@example.com,1\n", Format.CSV))
            .id();
    importer
        .changes(id)
        .edit(List.of(RowEdit.of(1).set("email", "ann@example.com"), RowEdit.of(2).set("age", 50)));
    try (RowStream<User> rows = importer.results().read(id, User.class)) {
      assertThat(rows.stream().map(TypedRow::require))
          .containsExactly(
              new User("Ann", "ann@example.com", 30, Optional.empty()),
              new User("Bob", "b@example.com", 50, Optional.empty()));
    }
  }

  record Grown(int age) {
    Grown {
      if (age < 18) {
        throw new IllegalArgumentException("too young: " + age);
      }
    }
  }

  @Test
  void carryTheErrorWhereTheObjectRefusesThem() {
    long id =
        importer
            .load(
                Source.ofText(
                    UserFiles.HEADER + "Ann,a@example.com,30\nBob,b@example.com,1\n", Format.CSV))
            .id();
    try (RowStream<Grown> rows = importer.results().read(id, Grown.class)) {
      List<TypedRow<Grown>> all = rows.stream().toList();
      assertThat(all.get(0).require()).isEqualTo(new Grown(30));
      assertThat(all.get(1).errors())
          .containsExactly(
              new ImportError(
                  ErrorCode.ROW_CONSTRAINT, "Grown", null, null, null, "too young: 1", 2, 3));
    }
  }

  @Test
  void areThoseThatAQueryAsksFor() {
    long id = importer.load(UserFiles.valid(folder.resolve("a.csv"), 300)).id();
    RecordQuery query = RecordQuery.ofImport(id).withStatus(RecordStatus.VALID).where("age", "7");
    try (RowStream<User> rows = importer.results().read(query, User.class)) {
      assertThat(rows.stream().map(TypedRow::number)).containsExactly(7L, 107L, 207L);
    }
  }

  @Test
  void comeInPortionsWhileTheyAreRead() {
    long id = importer.load(UserFiles.valid(folder.resolve("a.csv"), 2_500)).id();
    try (RowStream<User> rows = importer.results().read(id, User.class);
        RowStream<User> cut = importer.results().read(id, User.class)) {
      assertThat(rows.stream().mapToLong(TypedRow::number))
          .hasSize(2_500)
          .isSorted()
          .startsWith(1L)
          .endsWith(2_500L);

      Iterator<TypedRow<User>> begun = cut.iterator();
      assertThat(begun.next().number()).isEqualTo(1);
      importer.operations().delete(id);
      assertThatExceptionOfType(ImportNotFoundException.class)
          .isThrownBy(() -> begun.forEachRemaining(TypedRow::require));
    }
  }

  @Test
  void areReadOnceAndNotAfterTheEnd() {
    long id = importer.load(UserFiles.valid(folder.resolve("a.csv"), 3)).id();
    RowStream<User> rows = importer.results().read(id, User.class);
    Iterator<TypedRow<User>> begun = rows.iterator();

    assertThatIllegalStateException().isThrownBy(rows::iterator);
    rows.close();
    assertThatIllegalStateException().isThrownBy(begun::next).withMessageContaining("closed");
  }

  @Test
  void endWithTheImporter() {
    Importer own = TestDatabase.inMemory().build();
    long id = own.load(UserFiles.valid(folder.resolve("a.csv"), 3)).id();
    RowStream<User> late = own.results().read(id, User.class);
    own.close();

    assertThatExceptionOfType(ImporterClosedException.class).isThrownBy(late::iterator);
  }

  @Test
  void needAnImportAndAClassThatTakesThem() {
    assertThatExceptionOfType(ImportNotFoundException.class)
        .isThrownBy(() -> importer.results().read(99, User.class));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> importer.results().read(RecordQuery.all(), User.class))
        .withMessage("typed rows are of one import: RecordQuery.ofImport");
    long id = importer.load(UserFiles.valid(folder.resolve("a.csv"), 1)).id();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> importer.results().read(id, Thread.class))
        .withMessageContaining("is not a record or another class of the application");
  }
}
