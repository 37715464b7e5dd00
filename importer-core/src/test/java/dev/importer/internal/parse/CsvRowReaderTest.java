package dev.importer.internal.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.error.Notice;
import dev.importer.error.SourceException;
import dev.importer.row.Header;
import dev.importer.row.Row;
import dev.importer.source.Dialect;
import dev.importer.source.Limits;
import dev.importer.source.QuoteRepair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowReaderTest {

  private static final Dialect NO_HEADER = Dialect.STANDARD.withHeader(false);

  @TempDir Path folder;

  @Test
  void readsLineEndingsOfAnyKind() {
    for (String end : List.of("\n", "\r\n", "\r")) {
      File file = read("name,age" + end + "Ada,36" + end + "\"B\nC\",1" + end + "D,2" + end);
      assertThat(file.labels()).containsExactly("name", "age");
      assertThat(file.cells())
          .containsExactly(List.of("Ada", "36"), List.of("B\nC", "1"), List.of("D", "2"));
      assertThat(file.rows).extracting(Row::line).containsExactly(2L, 3L, 5L);
      assertThat(file.rows).extracting(Row::number).containsExactly(1L, 2L, 3L);
      assertThat(file.warnings).isEmpty();
    }
  }

  @Test
  void sharesOneHeaderAndOneEmptyListOfFaults() {
    File file = read("a,b\n1,2\n3,4\n");
    assertThat(file.rows).extracting(Row::header).containsOnly(file.header);
    assertThat(file.rows.get(0).faults()).isSameAs(file.rows.get(1).faults()).isEmpty();
  }

  @Test
  void joinsLabelsThatAreSpreadOverSeveralRows() {
    String text = "wind,,rain\n\nspeed,from,\nm/s,,mm,x\n3,NW,1,y\n";
    Dialect three = Dialect.STANDARD.withHeaderRows(3);
    File file = read(text, three, Limits.DEFAULT);
    assertThat(file.labels()).containsExactly("wind speed m/s", "wind from", "rain mm", "x");
    assertThat(file.cells()).containsExactly(List.of("3", "NW", "1", "y"));
    assertThat(file.rows.get(0).line()).isEqualTo(5);
    assertThat(read(text, three.withHeaderJoin("_"), Limits.DEFAULT).labels())
        .startsWith("wind_speed_m/s");
  }

  @Test
  void takesWhatThereIsOfAHeaderThatIsCutOff() {
    File file = read("a,b\nc,d\n", Dialect.STANDARD.withHeaderRows(5), Limits.DEFAULT);
    assertThat(file.labels()).containsExactly("a c", "b d");
    assertThat(file.rows).isEmpty();
  }

  @Test
  void countsBlankLinesButDoesNotNumberThem() {
    File file = read("\n a\n\nx,y\n\n1,2\n  \n3,4\n\n");
    assertThat(file.labels()).containsExactly(" a");
    file = read("\n \nx,y\n\n1,2\n  \n3,4\n\n");
    assertThat(file.labels()).containsExactly("x", "y");
    assertThat(file.rows).extracting(Row::number).containsExactly(1L, 2L);
    assertThat(file.rows).extracting(Row::line).containsExactly(5L, 7L);
    assertThat(file.warnings).containsExactly(Map.entry(ErrorCode.BLANK_ROW, 5L));
  }

  @Test
  void skipsCommentsWhereverTheyStand() {
    File file =
        read(
            "# made by hand, \"once\n\n#\na,b\n# units\n1,#2\n#3,4\n5,6\n#end",
            Dialect.STANDARD.withCommentChar('#'),
            Limits.DEFAULT);
    assertThat(file.labels()).containsExactly("a", "b");
    assertThat(file.cells()).containsExactly(List.of("1", "#2"), List.of("5", "6"));
    assertThat(file.rows).extracting(Row::number).containsExactly(1L, 2L);
    assertThat(file.warnings)
        .containsOnly(Map.entry(ErrorCode.BLANK_ROW, 1L), Map.entry(ErrorCode.COMMENT, 5L));
    assertThat(file.notices)
        .extracting(Notice::line, Notice::code)
        .containsExactly(
            tuple(1L, ErrorCode.COMMENT),
            tuple(2L, ErrorCode.BLANK_ROW),
            tuple(3L, ErrorCode.COMMENT),
            tuple(5L, ErrorCode.COMMENT));
  }

  @Test
  void takesWhiteSpaceForAValueWhereThereIsOneColumn() {
    File file = read("a\n  \n\n\"\"\nx\n");
    assertThat(file.cells()).containsExactly(List.of("  "), List.of(""), List.of("x"));
    assertThat(file.warnings).containsExactly(Map.entry(ErrorCode.BLANK_ROW, 1L));
  }

  @Test
  void warnsOnceOfMixedLineEnds() {
    File file = read("a,b\r\n1,2\n3,4\r\n5,6\r7,8");
    assertThat(file.rows).hasSize(4);
    assertThat(file.warnings).containsExactly(Map.entry(ErrorCode.MIXED_LINE_ENDINGS, 1L));
  }

  @Test
  void readsAFileThatHoldsOnlyAHeader() {
    File file = read("a,b");
    assertThat(file.labels()).containsExactly("a", "b");
    assertThat(file.rows).isEmpty();
  }

  @Test
  void countsTheBytesThatWereRead() {
    File file = read("\uFEFFa,b\n\u00e9,2\n");
    assertThat(file.bytesRead).isEqualTo(3 + 4 + 5);
    assertThat(file.labels()).containsExactly("a", "b");
  }

  @Nested
  class SkippedLines {

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void areLinesAndNotRecords(String end) {
      String text = "report \"of" + end + end + "a,b" + end + "1,2" + end;
      File file = read(text, Dialect.STANDARD.withSkipRows(2), Limits.DEFAULT);
      assertThat(file.labels()).containsExactly("a", "b");
      assertThat(file.rows).extracting(Row::line).containsExactly(4L);
      assertThat(file.warnings).isEmpty();
    }

    @Test
    void mayBeLongerThanARecord() {
      String text = "x".repeat(300_000) + "\r\na,b\n1,2\n";
      Limits limits = Limits.DEFAULT.withMaxRecordLength(10);
      assertThat(read(text, Dialect.STANDARD.withSkipRows(1), limits).rows).hasSize(1);
    }

    @Test
    void mayBeAllThereIs() {
      SourceException fault = fault("a\nb\n", Dialect.STANDARD.withSkipRows(5), Limits.DEFAULT);
      assertThat(fault.code()).isEqualTo(ErrorCode.EMPTY_FILE);
      assertThat(fault).hasMessageContaining("skipRows");
    }
  }

  @Nested
  class TheHeader {

    @Test
    void isMadeOfDifferentLabels() {
      File file = read("a,,a,b,\n1,2,3,4,5\n");
      assertThat(file.labels()).containsExactly("a", "column_2", "a_2", "b", "column_5");
      assertThat(file.warnings)
          .containsExactly(
              Map.entry(ErrorCode.BLANK_LABEL, 2L), Map.entry(ErrorCode.RENAMED_LABEL, 1L));
    }

    @Test
    void mayBeMissing() {
      File file = read("\n1,2\n3,4\n", NO_HEADER, Limits.DEFAULT);
      assertThat(file.labels()).containsExactly("column_1", "column_2");
      assertThat(file.cells()).containsExactly(List.of("1", "2"), List.of("3", "4"));
      assertThat(file.rows).extracting(Row::line).containsExactly(2L, 3L);
      assertThat(file.rows).extracting(Row::number).containsExactly(1L, 2L);
    }

    @ParameterizedTest
    @ValueSource(strings = {",,\n1,2,3\n", "\n\"\"\n", "\" \", \n"})
    void mustHoldALabel(String text) {
      assertThat(fault(text).code()).isEqualTo(ErrorCode.BLANK_HEADER);
    }

    @Test
    void mustNotHoldStrayQuotesOrNul() {
      SourceException fault = fault("a,\"b\"c\n1,2\n");
      assertThat(fault.code()).isEqualTo(ErrorCode.STRAY_QUOTE);
      assertThat(fault.line()).hasValue(1);
      assertThat(fault.column()).hasValue(6);
      assertThat(fault("a,b\0\n1,2\n").code()).isEqualTo(ErrorCode.NUL_BYTE);
    }
  }

  @Nested
  class AShortRow {

    @Test
    void hasAShorterHeaderAndAFaultForEachMissingCell() {
      File file = read("a,b,c\n1\n2\n3,4,5\n6\n7,8\n");
      Row row = file.rows.get(0);
      assertThat(row.header().labels()).containsExactly("a");
      assertThat(row.faults())
          .containsExactly(
              missing("b", 2, "1 cell, the header has 3"),
              missing("c", 3, "1 cell, the header has 3"));
      assertThat(file.rows.get(1).header()).isSameAs(row.header());
      assertThat(file.rows.get(2).header()).isSameAs(file.header);
      assertThat(file.rows.get(3).header()).isSameAs(row.header());
      assertThat(file.rows.get(4).header().labels()).containsExactly("a", "b");
    }

    @Test
    void reportsAHundredCellsOneByOneAndCountsTheRest() {
      List<ImportError> faults = read("a" + ",b".repeat(500) + "\n1\n").rows.get(0).faults();

      assertThat(faults).hasSize(101);
      assertThat(faults.get(100))
          .isEqualTo(
              rest(ErrorCode.MISSING_CELL, 400, "400 more cells without a value in this row"));
      assertThat(faults.stream().mapToLong(ImportError::count).sum()).isEqualTo(500);
    }

    private ImportError missing(String label, int column, String counts) {
      String message = "there is no cell for this column: the row has " + counts;
      return new ImportError(ErrorCode.MISSING_CELL, null, label, column, null, message, 1, 2);
    }
  }

  @Nested
  class ALongRow {

    @Test
    void hasALongerHeaderAndAFaultForEachExtraCell() {
      File file = read("a,column_3\n1,2,3,4\n");
      Row row = file.rows.get(0);
      assertThat(row.header().labels()).containsExactly("a", "column_3", "column_3_2", "column_4");
      String message = "there is no column for this cell: the row has 4 cells, the header has 2";
      assertThat(row.faults())
          .containsExactly(
              new ImportError(ErrorCode.EXTRA_CELL, null, "column_3_2", 3, "3", message, 1, 2),
              new ImportError(ErrorCode.EXTRA_CELL, null, "column_4", 4, "4", message, 1, 2));
    }

    @Test
    void reportsAHundredCellsOneByOneAndCountsTheRest() {
      List<ImportError> faults = read("a\n1" + ",2".repeat(101) + "\n").rows.get(0).faults();

      assertThat(faults).hasSize(101);
      assertThat(faults.get(100))
          .isEqualTo(rest(ErrorCode.EXTRA_CELL, 1, "1 more cell without a column"));
    }
  }

  @Test
  void countsTheCellsWithANulBeyondTheFirstHundred() {
    String header = "a" + ",b".repeat(149);

    List<ImportError> faults =
        read(header + "\n\0" + ",\0".repeat(149) + "\n").rows.get(0).faults();

    assertThat(faults).hasSize(101);
    assertThat(faults.get(100))
        .isEqualTo(rest(ErrorCode.NUL_BYTE, 50, "50 more cells with a NUL character"));
  }

  private static ImportError rest(ErrorCode code, long count, String message) {
    return new ImportError(code, null, null, null, null, message, 1, 2, count);
  }

  @Test
  void reportsTextAfterAClosingQuote() {
    File file = read("a,b\n1,\"x\"y\n2,z\n");
    assertThat(file.cells()).containsExactly(List.of("1", "\"x\"y"), List.of("2", "z"));
    assertThat(file.rows.get(0).faults())
        .containsExactly(
            new ImportError(
                ErrorCode.STRAY_QUOTE,
                null,
                "b",
                2,
                "\"x\"y",
                "text follows the closing quote on line 2, character 6;"
                    + " quotes that belong to the value must be doubled",
                1,
                2));
    assertThat(file.rows.get(1).faults()).isEmpty();
  }

  @Test
  void reportsNulCharacters() {
    File file = read("a,b\n1,\"\0\"\n2,z\n");
    assertThat(file.rows.get(0).faults())
        .extracting(ImportError::code, ImportError::field, ImportError::column)
        .containsExactly(tuple(ErrorCode.NUL_BYTE, "b", 2));
    assertThat(file.rows.get(1).faults()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n\r\n", " \n\t\n"})
  void refusesAFileWithoutARecord(String text) {
    assertThat(fault(text).code()).isEqualTo(ErrorCode.EMPTY_FILE);
  }

  @Test
  void refusesAnUnclosedQuote() {
    SourceException fault = fault("a,b\n1,2\n3,\"4\n5,6\n");
    assertThat(fault.code()).isEqualTo(ErrorCode.UNCLOSED_QUOTE);
    assertThat(fault.line()).hasValue(3);
    assertThat(fault.column()).hasValue(3);
  }

  @Test
  void refusesMoreRowsThanTheLimit() {
    Limits limits = Limits.DEFAULT.withMaxRows(2);
    assertThat(read("a\n1\n2\n\n", Dialect.STANDARD, limits).rows).hasSize(2);
    SourceException fault = fault("a\n1\n2\n3\n", Dialect.STANDARD, limits);
    assertThat(fault.code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(fault.line()).hasValue(4);
    assertThat(fault).hasMessageContaining("2 (maxRows)");
  }

  @Test
  void refusesBytesThatAreNoText() throws IOException {
    Path path = folder.resolve("latin1.csv");
    byte[] start = "a,b\n1,2\n".repeat(20_000).getBytes(StandardCharsets.UTF_8);
    byte[] bytes = Arrays.copyOf(start, start.length + 1);
    bytes[start.length] = (byte) 0xE9;
    Files.write(path, bytes);
    SourceException fault =
        catchThrowableOfType(
            SourceException.class, () -> readAll(path, Dialect.STANDARD, Limits.DEFAULT));
    assertThat(fault.code()).isEqualTo(ErrorCode.ENCODING_ERROR);
    assertThat(fault.line()).hasValue(40_001);
  }

  @Test
  void readsOtherDialectsAndEncodings() throws IOException {
    Path path = folder.resolve("other.csv");
    Files.writeString(path, "a||b\n'x\\'y'||\u00e9\n", StandardCharsets.ISO_8859_1);
    Dialect dialect =
        Dialect.STANDARD
            .withEncoding(StandardCharsets.ISO_8859_1)
            .withDelimiter("||")
            .withQuoteChar('\'')
            .withEscapeChar('\\');
    assertThat(readAll(path, dialect, Limits.DEFAULT).cells())
        .containsExactly(List.of("x'y", "\u00e9"));
  }

  @Test
  void dropsAByteOrderMarkInFrontOfAnyRecord() {
    File file = read("\uFEFF\uFEFFa,b\n\uFEFF\"1\",2\n3,\uFEFF4\n\uFEFF\n");
    assertThat(file.labels()).containsExactly("a", "b");
    assertThat(file.cells()).containsExactly(List.of("1", "2"), List.of("3", "\uFEFF4"));
    assertThat(file.warnings)
        .containsOnly(Map.entry(ErrorCode.BYTE_ORDER_MARK, 3L), Map.entry(ErrorCode.BLANK_ROW, 1L));
    assertThat(file.notices)
        .filteredOn(notice -> notice.code().equals(ErrorCode.BYTE_ORDER_MARK))
        .extracting(Notice::line)
        .containsExactly(1L, 2L, 4L);
  }

  private SourceException fault(String text) {
    return fault(text, Dialect.STANDARD, Limits.DEFAULT);
  }

  private SourceException fault(String text, Dialect dialect, Limits limits) {
    return catchThrowableOfType(SourceException.class, () -> read(text, dialect, limits));
  }

  private File read(String text) {
    return read(text, Dialect.STANDARD, Limits.DEFAULT);
  }

  private File read(String text, Dialect dialect, Limits limits) {
    try {
      Path path = folder.resolve("file.csv");
      Files.writeString(path, text);
      return readAll(path, dialect, limits);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static File readAll(Path path, Dialect dialect, Limits limits) {
    try (CsvRowReader reader = CsvRowReader.open(path, dialect, QuoteRepair.OFF, limits)) {
      List<Row> rows = new ArrayList<>();
      for (Row row = reader.next(); row != null; row = reader.next()) {
        rows.add(row);
      }
      return new File(
          reader.header().orElseThrow(),
          rows,
          reader.warnings(),
          reader.notices(),
          reader.bytesRead());
    }
  }

  private record File(
      Header header,
      List<Row> rows,
      Map<ErrorCode, Long> warnings,
      List<Notice> notices,
      long bytesRead) {

    List<String> labels() {
      return header.labels();
    }

    List<List<Object>> cells() {
      return rows.stream().map(File::cells).toList();
    }

    private static List<Object> cells(Row row) {
      List<Object> cells = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        cells.add(row.cell(i));
      }
      return cells;
    }
  }
}
