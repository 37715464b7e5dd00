package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.error.ImportNotFoundException;
import dev.importer.error.SourceException;
import dev.importer.internal.record.ErrorTally;
import dev.importer.job.ImportOptions;
import dev.importer.results.ErrorSummary;
import dev.importer.results.ErrorSummary.Example;
import dev.importer.results.ErrorSummary.Group;
import dev.importer.results.PageRequest;
import dev.importer.results.StoredRecord;
import dev.importer.row.RowEdit;
import dev.importer.schema.Categories;
import dev.importer.schema.Category;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.Json;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with the rows of an import, in few lines. */
class ErrorSummaryTest {

  private static final Schema GOODS =
      Schema.builder("goods")
          .field(Field.string("kind").oneOf("book", "game", "tool"))
          .field(
              Field.string("size")
                  .categories(
                      new Categories(
                          List.of(new Category("small", null), new Category("large", null)),
                          Categories.Order.ORDERED)))
          .build();

  @TempDir Path folder;
  @Stored TestDatabase db;
  private Importer importer;

  @BeforeEach
  void open() {
    importer = db.builder().batchSize(100).addSchema(GOODS).workers(1).build();
  }

  @AfterEach
  void close() {
    importer.close();
  }

  private ErrorSummary summaryOf(String csv) {
    return importer.results().errorSummary(importer.load(Source.ofText(csv, Format.CSV)).id());
  }

  @Test
  void countsEachKindInEachFieldAndShowsTheFirstRows() {
    String good = "A,a@example.com,1\n";
    ErrorSummary summary =
        summaryOf(
            UserFiles.HEADER + good.repeat(150) + "B,nobody,x\n".repeat(4) + "C,c@x.org,200\n");

    assertThat(summary.groups())
        .extracting(Group::code, Group::rule, Group::field, Group::count)
        .containsExactly(
            tuple(ErrorCode.CONSTRAINT_ERROR, "format", "email", 4L),
            tuple(ErrorCode.TYPE_ERROR, "integer", "age", 4L),
            tuple(ErrorCode.CONSTRAINT_ERROR, "maximum", "age", 1L));
    assertThat(summary.totalErrors()).isEqualTo(9);
    assertThat(summary.groups().get(1).examples())
        .containsExactly(
            new Example(151, 152, "x", "'x' is not an integer", null),
            new Example(152, 153, "x", "'x' is not an integer", null),
            new Example(153, 154, "x", "'x' is not an integer", null));
    assertThat(summary.groups().get(1).suggestion()).isNull();
  }

  @Test
  void keepsWarningsApart() {
    ErrorSummary summary = summaryOf("name,email,age,city\nA,a@example.com,1,Oslo\n\n");

    assertThat(summary.groups()).isEmpty();
    assertThat(summary.totalErrors()).isZero();
    assertThat(summary.warnings()).containsOnlyKeys("unknown-column", "blank-row");
  }

  @Test
  void suggestsTheAllowedValueThatWasProbablyMeant() {
    String csv = "kind,size\nBoko,small\nGAME,small\ntol,smal\nsomething else,large\n";
    long id =
        importer
            .load(Source.ofText(csv, Format.CSV), ImportOptions.DEFAULT.withSchema(GOODS.name()))
            .id();

    Group kinds = importer.results().errorSummary(id).groups().get(0);

    assertThat(kinds.rule()).isEqualTo("enum");
    assertThat(kinds.count()).isEqualTo(4);
    assertThat(kinds.examples())
        .extracting(Example::suggestion)
        .containsExactly("book", "game", "tool");
    assertThat(kinds.suggestion()).isEqualTo("book");
  }

  @Test
  void suggestsNothingWhereNothingIsAlike() {
    String csv = "kind\nsomething else\n";
    long id =
        importer
            .load(Source.ofText(csv, Format.CSV), ImportOptions.DEFAULT.withSchema(GOODS.name()))
            .id();

    assertThat(importer.results().errorSummary(id).groups().get(0).suggestion()).isNull();
  }

  @Test
  void rehearsalAndImportCountTheSame() {
    Path file = UserFiles.mixed(folder.resolve("people.csv"), 3_000, 7);

    ErrorSummary rehearsed = importer.check(file).errorSummary();

    assertThat(importer.results().errorSummary(importer.load(file).id())).isEqualTo(rehearsed);
    assertThat(rehearsed.groups()).hasSizeGreaterThan(3);
  }

  @Test
  void countsTogetherWhatThereIsNoRoomFor() {
    int kinds = ErrorTally.MAX_GROUPS + 500;
    String rows =
        IntStream.range(0, kinds)
            .mapToObj(i -> "{\"m" + i + "\":1,\"m" + i + "\":2}\n")
            .collect(Collectors.joining());
    Source source = Source.ofText(rows + rows, Format.NDJSON);
    long id = importer.load(source, ImportOptions.DEFAULT.withSchema("none")).id();

    ErrorSummary summary = importer.results().errorSummary(id);

    assertThat(summary.groups()).hasSize(ErrorTally.MAX_GROUPS + 1);
    assertThat(summary.totalErrors()).isEqualTo(2L * kinds);
    Group rest = summary.groups().get(ErrorTally.MAX_GROUPS);
    assertThat(rest.code()).isEqualTo(ErrorCode.MORE_ERRORS);
    assertThat(rest.count()).isEqualTo(1_000);
    assertThat(rest.examples()).isEmpty();
    assertThat(summary.groups().subList(0, ErrorTally.MAX_GROUPS))
        .allSatisfy(group -> assertThat(group.count()).isEqualTo(2));
  }

  @Test
  void aRowListsABoundedNumberOfErrorsAndCountsAll() {
    Schema.Builder wide = Schema.builder("wide");
    int fields = 250;
    for (int i = 0; i < fields; i++) {
      wide.field(Field.integer("f" + i));
    }
    String header =
        IntStream.range(0, fields).mapToObj(i -> "f" + i).collect(Collectors.joining(","));
    String row = "x" + ",x".repeat(fields - 1);
    try (Importer other = TestDatabase.inMemory().schema(wide.build()).build()) {
      long id = other.load(Source.ofText(header + "\n" + row + "\n", Format.CSV)).id();

      ErrorSummary summary = other.results().errorSummary(id);
      StoredRecord record = other.results().errors(id, PageRequest.FIRST).items().get(0);

      assertThat(summary.groups()).hasSize(fields);
      assertThat(summary.totalErrors()).isEqualTo(fields);
      assertThat(record.errors()).hasSize(StoredRecord.MAX_ERRORS + 1);
      ImportError last = record.errors().get(StoredRecord.MAX_ERRORS);
      assertThat(last.code()).isEqualTo(ErrorCode.MORE_ERRORS);
      assertThat(last.message()).isEqualTo("and 150 more errors");
      assertThat(record.error()).get().asString().endsWith("; and 150 more errors");
      var more = Json.read(record.errorsJson()).get(StoredRecord.MAX_ERRORS).get("more");
      assertThat(more).hasSize(150);
      assertThat(more.get(149).get("field").textValue()).isEqualTo("f249");
    }
  }

  @Test
  void errorsThatAreOnlyCountedKeepTheirExamplesWhenAChangeIsUndone() {
    Schema.Builder wide = Schema.builder("wide");
    IntStream.range(0, 150).forEach(i -> wide.field(Field.integer("f" + i)));
    String header = IntStream.range(0, 150).mapToObj(i -> "f" + i).collect(Collectors.joining(","));
    String row = "x" + ",x".repeat(149) + "\n";
    try (Importer other = TestDatabase.inMemory().schema(wide.build()).build()) {
      long id = other.load(Source.ofText(header + "\n" + row.repeat(5), Format.CSV)).id();
      ErrorSummary before = other.results().errorSummary(id);
      List<RowEdit> edits =
          LongStream.rangeClosed(1, 5)
              .mapToObj(
                  number -> {
                    RowEdit.Builder edit = RowEdit.builder(number);
                    IntStream.range(0, 150).forEach(i -> edit.set("f" + i, "1"));
                    return edit.build();
                  })
              .toList();

      other.changes(id).edit(edits.get(0));

      assertThat(other.results().errorSummary(id).groups())
          .hasSize(150)
          .allSatisfy(
              group ->
                  assertThat(group.examples())
                      .extracting(ErrorSummary.Example::row)
                      .containsExactly(2L, 3L, 4L));
      other.changes(id).undo(1);
      other.changes(id).edit(edits);
      assertThat(other.results().errorSummary(id).groups()).isEmpty();

      other.changes(id).undo(3);

      assertThat(other.results().errorSummary(id).groups())
          .hasSize(150)
          .allSatisfy(
              group -> {
                assertThat(group.count()).isEqualTo(5);
                assertThat(group.examples())
                    .isEqualTo(
                        before.groups().stream()
                            .filter(each -> Objects.equals(each.field(), group.field()))
                            .findFirst()
                            .orElseThrow()
                            .examples());
              });
    }
  }

  @Test
  void theMissingCellsOfARowThatIsCutOffAreAllCounted() {
    String header = IntStream.range(0, 102).mapToObj(i -> "f" + i).collect(Collectors.joining(","));
    try (Importer other = TestDatabase.inMemory().build()) {
      Source source = Source.ofText(header + "\n1\n", Format.CSV);
      ImportOptions asItIs = ImportOptions.DEFAULT.withSchema("none");
      long id = other.load(source, asItIs).id();

      ErrorSummary summary = other.results().errorSummary(id);
      StoredRecord record = other.results().errors(id, PageRequest.FIRST).items().get(0);

      assertThat(summary.totalErrors()).isEqualTo(101);
      assertThat(summary.groups())
          .hasSize(101)
          .allSatisfy(group -> assertThat(group.code()).isEqualTo(ErrorCode.MISSING_CELL));
      assertThat(record.errors()).hasSize(StoredRecord.MAX_ERRORS + 1);
      ImportError last = record.errors().get(StoredRecord.MAX_ERRORS);
      assertThat(last.code()).isEqualTo(ErrorCode.MORE_ERRORS);
      assertThat(last.message()).isEqualTo("and 1 more error");
      assertThat(record.errors().stream().mapToLong(ImportError::count).sum()).isEqualTo(101);
      assertThat(other.check(source, asItIs).errorSummary()).isEqualTo(summary);

      other.correct(id, Source.ofText("{\"_row\":1,\"f101\":\"x\"}", Format.NDJSON));
      assertThat(other.results().errorSummary(id).totalErrors()).isEqualTo(100);
    }
  }

  @Test
  void aCellThatIsMissingIsNoSecondErrorForBeingRequired() {
    Schema.Builder wide = Schema.builder("wide");
    IntStream.range(0, 150).forEach(i -> wide.field(Field.integer("f" + i).required()));
    String header = IntStream.range(0, 150).mapToObj(i -> "f" + i).collect(Collectors.joining(","));
    try (Importer other = TestDatabase.inMemory().schema(wide.build()).build()) {
      long id = other.load(Source.ofText(header + "\n1\n", Format.CSV)).id();

      assertThat(other.results().errorSummary(id).totalErrors()).isEqualTo(149);
    }
  }

  @Test
  void goesWithItsImport() {
    long failed;
    try {
      importer.load(
          Source.ofText(UserFiles.HEADER + "A,b,c\n".repeat(1_000), Format.CSV),
          ImportOptions.DEFAULT.withMaxErrors(900));
      throw new AssertionError("more rows are refused than allowed");
    } catch (SourceException e) {
      failed = e.importId().orElseThrow();
    }
    long deleted = importer.load(Source.ofText(UserFiles.HEADER + "A,b,c\n", Format.CSV)).id();

    importer.operations().delete(deleted);

    assertThat(importer.results().errorSummary(failed).groups()).isEmpty();
    assertThatExceptionOfType(ImportNotFoundException.class)
        .isThrownBy(() -> importer.results().errorSummary(deleted));
    assertThat(db.disk().number("SELECT count(*) FROM error_groups")).isZero();
  }

  @Test
  void goesWithACancelledImport() {
    var job = importer.submit(UserFiles.mixed(folder.resolve("many.csv"), 100_000, 3));
    Waiting.until(
        "errors are counted", () -> !importer.results().errorSummary(job.id()).groups().isEmpty());

    job.cancel();

    assertThat(importer.results().errorSummary(job.id()).groups()).isEmpty();
    Waiting.until("it has ended", () -> job.result().isDone());
    assertThat(db.disk().number("SELECT count(*) FROM error_groups")).isZero();
  }
}
