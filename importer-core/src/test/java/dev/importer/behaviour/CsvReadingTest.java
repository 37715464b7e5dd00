package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.error.Notice;
import dev.importer.error.SourceException;
import dev.importer.job.ImportOptions;
import dev.importer.results.CheckReport;
import dev.importer.results.RecordQuery;
import dev.importer.results.StoredRecord;
import dev.importer.schema.Schema;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.QuoteRepair;
import dev.importer.source.Source;
import dev.importer.testing.TestDatabase;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a CSV file holds besides rows is skipped, counted and placed; what is doubtful is refused.
 */
class CsvReadingTest {

  private static final Dialect COMMAS = Dialect.STANDARD;
  private static final Dialect BACKSLASH = COMMAS.withEscapeChar('\\');

  private Importer importer;

  @BeforeEach
  void open() {
    importer = TestDatabase.inMemory().schema(Schema.NONE).build();
  }

  @AfterEach
  void close() {
    importer.close();
  }

  @Nested
  class RowsWithoutAValue {

    @Test
    void areBlankRowsOfAnyWidth() {
      CheckReport report = check("a,b,c\n,,\n1,,\n,\n,,,,\n\"\",\"\",\"\"\n\"\"\n2,3,4\n", COMMAS);
      assertThat(report.valid()).isEqualTo(2);
      assertThat(report.clean()).isTrue();
      assertThat(report.warnings()).containsExactly(Map.entry("blank-row", 5L));
      assertThat(report.notices()).extracting(Notice::line).containsExactly(2L, 4L, 5L);
      assertThat(report.notices()).extracting(Notice::row).containsOnlyNulls();
    }

    @Test
    void haveNoWhiteSpaceAndNoWordForNothing() {
      assertThat(rows("a,b\n , \nNULL,NULL\n,\n-,\n", COMMAS))
          .containsExactly(List.of(" ", " "), List.of("NULL", "NULL"), List.of("-", ""));
    }

    @Test
    void doNotExistWhereThereIsOneColumn() {
      assertThat(rows("a\n\"\"\n  \n\n1\n", COMMAS))
          .containsExactly(List.of(""), List.of("  "), List.of("1"));
    }

    @Test
    void areSkippedWithoutLabelsToo() {
      assertThat(rows(",,\n1,2,3\n,,\n", COMMAS.withHeader(false)))
          .containsExactly(List.of("1", "2", "3"));
    }

    @Test
    void areNoLabels() {
      assertThatExceptionOfType(SourceException.class)
          .isThrownBy(() -> check(",,\n1,2,3\n", COMMAS))
          .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.BLANK_HEADER));
    }
  }

  @Nested
  class LabelsThatStandThereAgain {

    @Test
    void areNoRow() {
      String text = "name,city\nAnn,Rome\nname,city\n\"name\",\"city\"\nBob,Bonn\nname,town\n";
      assertThat(rows(text, COMMAS))
          .containsExactly(List.of("Ann", "Rome"), List.of("Bob", "Bonn"), List.of("name", "town"));
      CheckReport report = check(text, COMMAS);
      assertThat(report.warnings()).containsExactly(Map.entry("repeated-header", 2L));
      assertThat(report.notices()).extracting(Notice::line).containsExactly(3L, 4L);
    }

    @Test
    void mayStandAfterAByteOrderMark() {
      String text = "\uFEFFname,city\nAnn,Rome\n\uFEFFname,city\nBob,Bonn\n";
      assertThat(rows(text, COMMAS))
          .containsExactly(List.of("Ann", "Rome"), List.of("Bob", "Bonn"));
      assertThat(check(text, COMMAS).warnings())
          .containsOnly(Map.entry("repeated-header", 1L), Map.entry("byte-order-mark", 1L));
    }

    @Test
    void mayBeSpreadOverSeveralRows() {
      String text = "wind,rain\nm/s,mm\n3,1\nwind,rain\nm/s,mm\n4,2\nm/s,mm\n";
      assertThat(rows(text, COMMAS.withHeaderRows(2)))
          .containsExactly(List.of("3", "1"), List.of("4", "2"), List.of("m/s", "mm"));
    }

    @Test
    void areARowWhereTheyMayBeAValue() {
      assertThat(rows("word\nthe\nword\n", COMMAS))
          .containsExactly(List.of("the"), List.of("word"));
      assertThat(rows("0,1\n0,1\n1,0\n", COMMAS))
          .containsExactly(List.of("0", "1"), List.of("1", "0"));
      assertThat(rows("word\nthe\n\uFEFFword\nend\n", COMMAS))
          .containsExactly(List.of("the"), List.of("end"));
    }

    @Test
    void areARowWhereThereAreNoLabels() {
      assertThat(rows("a,b\nc,d\na,b\n", COMMAS.withHeader(false))).hasSize(3);
    }

    @Test
    void stayRefusedWhereTheFilesWereJoinedWithinALine() {
      CheckReport report = check("name,age\nAnn,31name,age\nBob,32\n", COMMAS);
      assertThat(report.valid()).isEqualTo(1);
      assertThat(report.errors()).extracting(ImportError::code).contains(ErrorCode.EXTRA_CELL);
    }
  }

  @Nested
  class WhiteSpaceAfterAClosingQuote {

    @Test
    void isNoText() {
      String text = "\"name\" ,city\n\"Ann\"\t ,\"Rome\" \n\"Bob\",Bonn\n\"Eve\", \"Ulm\"\u00a0\n";
      Dialect dialect = COMMAS.withSkipInitialSpace(true);
      assertThat(rows(text, dialect))
          .containsExactly(List.of("Ann", "Rome"), List.of("Bob", "Bonn"), List.of("Eve", "Ulm"));
      CheckReport report = check(text, dialect);
      assertThat(report.columns()).containsExactly("name", "city");
      assertThat(report.warnings()).containsExactly(Map.entry("blank-after-quote", 3L));
      assertThat(report.notices())
          .extracting(Notice::line, Notice::row, Notice::column)
          .containsExactly(tuple(1L, null, 7L), tuple(2L, 1L, 6L), tuple(4L, 3L, 13L));
    }

    @Test
    void isTextIfTextFollows() {
      CheckReport report = check("a,b\n\"x\" y,1\n", COMMAS);
      assertThat(report.errors()).extracting(ImportError::code).contains(ErrorCode.STRAY_QUOTE);
      assertThat(report.warnings()).isEmpty();
    }

    @Test
    void closesTheCellForRepairsToo() {
      String text = "a,b,c\n1,\"5\" pipe\" ,\"x\" \n";
      assertThat(
              importer.check(
                  Source.ofText(text, Format.CSV).withDialect(COMMAS),
                  ImportOptions.DEFAULT.withRepair(QuoteRepair.BY_ROW_WIDTH)))
          .satisfies(report -> assertThat(report.clean()).isTrue());
    }
  }

  @Nested
  class AnEscape {

    @Test
    void takesTheNextCharacterOutsideOfQuotesToo() {
      assertThat(
              rows("a,b\n1,Lee\\, Ann\n2,\"Surname\\, First\"\n3,x\\\\\n4,\\\"y\\\"\n", BACKSLASH))
          .containsExactly(
              List.of("1", "Lee, Ann"),
              List.of("2", "Surname, First"),
              List.of("3", "x\\"),
              List.of("4", "\"y\""));
    }

    @Test
    void isTextBeforeACharacterWithoutAMeaning() {
      assertThat(rows("a,b\n\\N,\"\\N\"\nC:\\dir,\\n\n", BACKSLASH))
          .containsExactly(List.of("\\N", "\\N"), List.of("C:\\dir", "\\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void keepsALineEndInACell(String end) {
      String text = "a,b" + end + "x\\" + end + "y,\"z\\" + end + "\"" + end + "1,\"2\"3" + end;
      CheckReport report = check(text, BACKSLASH);
      assertThat(rows(text, BACKSLASH).get(0)).containsExactly("x" + end + "y", "z" + end);
      assertThat(report.errors())
          .extracting(ImportError::line, ImportError::code)
          .containsExactly(tuple(5L, ErrorCode.STRAY_QUOTE));
    }

    @Test
    void hasItsMeaningWithoutQuotes() {
      assertThat(rows("a,b\n\"x,y\\,z\n", BACKSLASH.withQuoteChar(Dialect.NONE)))
          .containsExactly(List.of("\"x", "y,z"));
    }

    @Test
    void thatIsAQuoteEscapesQuotesOnly() {
      assertThat(rows("a,b\n'x''y',\"\n", COMMAS.withQuoteChar('\''))).hasSize(1);
    }
  }

  @Nested
  class APairOfQuotesAroundADelimiter {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "2,6\"Chair, oak\",\"y\"",
          "2,say \"hi, there\",\"y\"",
          "2, \"Chair, oak\",\"y\"",
          "2,6\"Chair, oak\" ,\"y\"",
          "2,6\"a\"\"b, oak\",\"y\"",
        })
    void isAFaultOfItsRowWhereCellsAreQuoted(String row) {
      CheckReport report = check("id,size,name,ok\n1,2,\"Table, ash\",n\n" + row + "\n", COMMAS);
      assertThat(report.valid()).isEqualTo(1);
      assertThat(report.errors()).extracting(ImportError::code).contains(ErrorCode.STRAY_QUOTE);
      assertThat(report.errors().get(0).message()).contains("on line 3, character");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "2,20\",24\",\"y\"",
          "2,5\" pipe,24\",\"y\"",
          "2,5\"x3\",24\",\"y\"",
          "2,6\"Chair,\"oak\",24\"",
          "2,\"1/2\"\" long\",24\",\"y\"",
          "2,a\"b,c\"d,\"y\"",
        })
    void isNotSeenInInchMarks(String row) {
      CheckReport report = check("id,size,name,ok\n1,2,\"Table, ash\",n\n" + row + "\n", COMMAS);
      assertThat(report.clean()).as(report.errors().toString()).isTrue();
    }

    @Test
    void isTextWhereNoCellIsQuoted() {
      CheckReport report = check("id,size,name,ok\n2,6\"Chair, oak\",y\n", COMMAS);
      assertThat(report.clean()).isTrue();
      assertThat(report.warnings()).containsEntry("literal-quote", 1L);
    }

    @Test
    void isNotRepaired() {
      Source source =
          Source.ofText("a,b,c,\"d\"\n2,6\"Chair, oak\",\"y\"\n", Format.CSV).withDialect(COMMAS);
      CheckReport report =
          importer.check(source, ImportOptions.DEFAULT.withRepair(QuoteRepair.BY_ROW_WIDTH));
      assertThat(report.failed()).isEqualTo(1);
    }
  }

  @Nested
  class TheMarkOfTheEnd {

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n1,2\n\u001a", "a,b\n1,2\u001a", "a,b\n1,\"2\"\u001a\u001a"})
    void isNoText(String text) {
      assertThat(rows(text, COMMAS)).containsExactly(List.of("1", "2"));
      CheckReport report = check(text, COMMAS);
      assertThat(report.warnings()).containsExactly(Map.entry("end-of-file-mark", 1L));
      assertThat(report.notices().get(0).line()).isEqualTo(text.contains("\n\u001a") ? 3 : 2);
    }

    @Test
    void changesNothingOfWhatIsDetected() {
      String text = "name;age\nAnn;31\nBob;32\n\u001a";
      CheckReport report = importer.check(Source.ofText(text, Format.CSV));
      assertThat(report.detection().dialect().delimiter()).isEqualTo(";");
      assertThat(report.columns()).containsExactly("name", "age");
      assertThat(report.valid()).isEqualTo(2);
      assertThat(report.clean()).isTrue();
    }

    @Test
    void isTextElsewhere() {
      assertThat(rows("a,b\n1,\u001a\n\u001a,2\n", COMMAS))
          .containsExactly(List.of("1", "\u001a"), List.of("\u001a", "2"));
    }
  }

  @Test
  void aCommentIsSkipped() {
    CheckReport report = check("# made, \"by\na,b\n1,2\n#3,4\n", COMMAS.withCommentChar('#'));
    assertThat(report.valid()).isEqualTo(1);
    assertThat(report.warnings()).containsExactly(Map.entry("comment", 2L));
    assertThat(report.notices()).extracting(Notice::line).containsExactly(1L, 4L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00a0", "\u200b", "\ufeff", "\u001a"})
  void aMessageShowsWhatNobodySees(String invisible) {
    String shown = String.format(Locale.ROOT, "<U+%04X>", (int) invisible.charAt(0));
    String text = "name,email,age\nAnn,ann@example.com,3" + invisible + "1\nBob,b@example.com\n";
    try (Importer users = TestDatabase.inMemory().build()) {
      CheckReport report = users.check(Source.ofText(text, Format.CSV).withDialect(COMMAS));
      assertThat(report.errors().get(0).text()).contains("'3" + shown + "1'");
      String labels = text.replace("email", "post" + invisible + "box");
      assertThatExceptionOfType(SourceException.class)
          .isThrownBy(() -> users.check(Source.ofText(labels, Format.CSV).withDialect(COMMAS)))
          .withMessageContaining("'post" + shown + "box'")
          .withMessageNotContaining(invisible);
    }
  }

  @Test
  void noKindOfWarningCrowdsOutAnother() {
    String text = "a,b\n" + "5\" pipe,x\n".repeat(200) + "\"y\" ,z\n,\n";
    CheckReport report = check(text, COMMAS);
    assertThat(report.warnings())
        .containsOnly(
            Map.entry("literal-quote", 200L),
            Map.entry("blank-after-quote", 1L),
            Map.entry("blank-row", 1L));
    assertThat(report.notices()).hasSize(Notice.MOST_KEPT);
    assertThat(report.notices())
        .extracting(notice -> notice.code().text())
        .contains("blank-row", "blank-after-quote");
  }

  /** By an importer that has seen no row yet. */
  private static CheckReport check(String text, Dialect dialect) {
    try (Importer fresh = TestDatabase.inMemory().schema(Schema.NONE).build()) {
      return fresh.check(Source.ofText(text, Format.CSV).withDialect(dialect));
    }
  }

  private List<List<Object>> rows(String text, Dialect dialect) {
    long id = importer.load(Source.ofText(text, Format.CSV).withDialect(dialect)).id();
    return importer.results().stream(RecordQuery.ofImport(id))
        .map(StoredRecord::data)
        .map(data -> List.copyOf(data.values()))
        .toList();
  }
}
