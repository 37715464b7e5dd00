package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.error.Notice;
import dev.importer.error.SourceException;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportResult;
import dev.importer.results.CheckReport;
import dev.importer.results.RecordQuery;
import dev.importer.results.StoredRecord;
import dev.importer.row.RowStream;
import dev.importer.row.TypedRow;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.QuoteRepair;
import dev.importer.source.Source;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quotes that do not add up are refused, or repaired on request, and either is told. */
class QuoteRepairTest {

  private static final ImportOptions REPAIR =
      ImportOptions.DEFAULT.withSchema("none").withRepair(QuoteRepair.BY_ROW_WIDTH);

  @TempDir Path folder;
  @Stored TestDatabase db;
  private Importer importer;

  record Pipe(String id, String size, String city) {}

  @BeforeEach
  void open() {
    importer = TestDatabase.inMemory().schema(Schema.NONE).build();
  }

  @AfterEach
  void close() {
    importer.close();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        // Text after what looks like the closing quote.
        "1,\"5\" pipe\",Bonn|5\" pipe",
        // A stray quote in front of a cell.
        "1,\"pipe,Bonn|\"pipe",
        // An inch mark at the end, not doubled: all quotes of the cell are kept.
        "1,\"Round 48\"\",Bonn|\"Round 48\"\"",
        // The same beside a delimiter, which tells the outer quotes from the inner one.
        "1,\"Round, 48\"\",Bonn|Round, 48\"",
        // A delimiter in a cell whose inner quotes are not doubled.
        "1,\"a, \"b\", c\",Bonn|a, \"b\", c",
      })
  void takesTheReadingThatHasAsManyCellsAsThereAreColumns(String row, String size) {
    // The last example has no such reading: its quotes stand before a delimiter.
    boolean fits = !size.startsWith("a, ");
    String text = "id,size,city\n" + row + "\n2,b,Kiel\n";

    CheckReport report = importer.check(Source.ofText(text, Format.CSV), REPAIR);
    List<StoredRecord> records = load(text, REPAIR);

    assertThat(records).hasSize(2);
    assertThat(records.get(1).data()).isEqualTo(Map.of("id", "2", "size", "b", "city", "Kiel"));
    if (fits) {
      assertThat(report.clean()).isTrue();
      assertThat(report.warnings()).containsEntry("repaired-quote", 1L);
      assertThat(report.notices().get(0).line()).isEqualTo(2);
      assertThat(report.notices().get(0).row()).isEqualTo(1);
      assertThat(records.get(0).data()).isEqualTo(Map.of("id", "1", "size", size, "city", "Bonn"));
    } else {
      assertThat(records.get(0).errors())
          .extracting(ImportError::code)
          .contains(ErrorCode.STRAY_QUOTE);
    }
  }

  @Test
  void refusesAsBeforeUnlessItIsAskedFor() {
    String text = "id,size,city\n1,\"5\" pipe\",Bonn\n";
    CheckReport report = importer.check(Source.ofText(text, Format.CSV));
    assertThat(report.failed()).isEqualTo(1);
    assertThat(report.errors()).extracting(ImportError::code).containsOnly(ErrorCode.STRAY_QUOTE);
    assertThat(report.notices()).isEmpty();
  }

  @Test
  void placesTheQuoteThatNeverClosesWhereItOpens() {
    String text = "id,size,city\n1,a,Bonn\n2,\"b,Kiel\n" + "3,c,Ulm\n".repeat(1_000);
    assertThatExceptionOfType(SourceException.class)
        .isThrownBy(() -> importer.check(Source.ofText(text, Format.CSV)))
        .satisfies(
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.UNCLOSED_QUOTE);
              assertThat(refused.line()).hasValue(3);
              assertThat(refused.column()).hasValue(3);
            });

    List<StoredRecord> records = load(text, REPAIR);
    assertThat(records).hasSize(1_002);
    assertThat(records.get(1).data()).isEqualTo(Map.of("id", "2", "size", "\"b", "city", "Kiel"));
  }

  @Test
  void aHeaderIsTakenAsItStands() {
    String text = "id,\"si\"ze,city\n1,a,Bonn\n";
    CheckReport report = importer.check(Source.ofText(text, Format.CSV), REPAIR);
    assertThat(report.columns()).containsExactly("id", "\"si\"ze", "city");
    assertThat(report.notices())
        .containsExactly(
            new Notice(
                ErrorCode.REPAIRED_QUOTE,
                null,
                1,
                4L,
                "The quotes do not add up here; the doubtful ones were taken for text."));
  }

  @Test
  void aRowThatNoRepairFitsIsRefusedWithItsPlace() {
    String text = "id,size,city\n1,\"5\" pipe\n2,b,Kiel\n";
    List<StoredRecord> records = load(text, REPAIR);
    assertThat(records).hasSize(2);
    assertThat(records.get(0).errors())
        .extracting(ImportError::code)
        .containsExactly(ErrorCode.STRAY_QUOTE, ErrorCode.MISSING_CELL);
    assertThat(records.get(0).data()).containsEntry("size", "\"5\" pipe");
    assertThat(records.get(0).errors().get(0).message()).contains("line 2, character 3");
  }

  @Test
  void readsTypedRowsRepairedToo() {
    Source source = Source.ofText("id,size,city\n1,\"5\" pipe\",Bonn\n", Format.CSV);
    try (RowStream<Pipe> rows = importer.read(source, Pipe.class, REPAIR)) {
      assertThat(rows.stream().map(TypedRow::value).toList())
          .containsExactly(new Pipe("1", "5\" pipe", "Bonn"));
    }
  }

  @Test
  void countsEveryRepairAndKeepsTheFirstPlaces() {
    String text = "id,size,city\n" + "1,\"5\" pipe\",Bonn\n".repeat(250);
    ImportResult result = importer.load(Source.ofText(text, Format.CSV), REPAIR);
    assertThatImport(result).isCompletedWith(250, 0).hasWarnings(Map.of("repaired-quote", 250L));
    List<Notice> notices = result.summary().notices();
    assertThat(notices).hasSize(Notice.MOST_KEPT);
    assertThat(notices.get(99).row()).isEqualTo(100);
    assertThat(notices.get(99).line()).isEqualTo(101);
    assertThat(notices.get(99).column()).isEqualTo(5);
  }

  @Test
  void aQuoteInAPlainCellIsTextAndIsTold() {
    String text = "id,size,city\n1,5\" pipe,Bonn\n\"2\n\",\"b\",K\"iel\n3,c,Ulm\n";
    CheckReport report = importer.check(Source.ofText(text, Format.CSV));
    assertThat(report.clean()).isTrue();
    assertThat(report.warnings())
        .containsExactly(Map.entry("literal-quote", 2L), Map.entry("padded-cell", 1L));
    assertThat(report.notices())
        .filteredOn(notice -> notice.code().equals(ErrorCode.LITERAL_QUOTE))
        .extracting(Notice::row, Notice::line, Notice::column)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1L, 2L, 4L),
            org.assertj.core.groups.Tuple.tuple(2L, 4L, 8L));
  }

  @Test
  void anImportThatGoesOnLaterReadsTheSameWay() {
    Path file =
        UserFiles.write(
            folder.resolve("pipes.csv"), "id,size,city\n" + "1,\"5\" pipe\",Bonn\n".repeat(5_000));
    long id;
    try (Importer first = db.builder().schema(Schema.NONE).batchSize(10).build()) {
      ImportJob job = first.submit(Source.of(file), REPAIR);
      id = job.id();
      Waiting.until("some rows are stored", () -> job.progress().rows() > 0);
    }
    try (Importer second = db.builder().schema(Schema.NONE).build()) {
      ImportResult result = Waiting.get(second.operations().job(id).orElseThrow().result());
      assertThatImport(result).isCompletedWith(5_000, 0);
      assertThat(result.summary().warnings()).containsEntry("repaired-quote", 5_000L);
      assertThat(Objects.requireNonNull(result.summary().accounting()).rows()).isEqualTo(5_000);
    }
  }

  @Test
  void aFileFullOfOpenQuotesTakesNoLongerThanItsSize() {
    String text = "id,size,city\n" + "1,\"x,\"y\n".repeat(50_000);
    CheckReport report =
        assertTimeout(
            Duration.ofSeconds(60), () -> importer.check(Source.ofText(text, Format.CSV), REPAIR));
    assertThat(report.accounting().bytes()).isEqualTo(text.length());
  }

  private List<StoredRecord> load(String text, ImportOptions options) {
    ImportResult result = importer.load(Source.ofText(text, Format.CSV), options);
    return importer.results().stream(RecordQuery.ofImport(result.id())).toList();
  }
}
