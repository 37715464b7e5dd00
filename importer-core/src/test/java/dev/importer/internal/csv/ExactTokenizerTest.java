package dev.importer.internal.csv;

import static dev.importer.internal.csv.CsvTexts.BACKSLASH;
import static dev.importer.internal.csv.CsvTexts.all;
import static dev.importer.internal.csv.CsvTexts.cells;
import static dev.importer.internal.csv.CsvTexts.tokenizer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.internal.parse.ShortReads;
import dev.importer.source.Dialect;
import dev.importer.source.Limits;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactTokenizerTest {

  private static final Dialect STANDARD = Dialect.STANDARD;

  @Nested
  class Lines {

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void endInAnyWay(String end) {
      String text = "a,b" + end + "c,d" + end;
      assertThat(cells(tokenizer(text, STANDARD)))
          .containsExactly(List.of("a", "b"), List.of("c", "d"));
    }

    @Test
    void mayEndInDifferentWays() {
      LineEnds lineEnds = new LineEnds();
      ExactTokenizer tokenizer =
          new ExactTokenizer(
              new StringReader("a\nb\r\nc\rd"), Syntax.of(STANDARD), Limits.DEFAULT, lineEnds, 2);
      assertThat(cells(tokenizer))
          .containsExactly(List.of("a"), List.of("b"), List.of("c"), List.of("d"));
      assertThat(lineEnds.areMixed()).isTrue();
    }

    @Test
    void areCountedInsideQuotesToo() {
      List<CsvRecord> records = all(tokenizer("a,\"1\n2\r\n3\r4\"\nb", STANDARD));
      assertThat(records).extracting(CsvRecord::line).containsExactly(1L, 5L);
      assertThat(records).extracting(CsvRecord::lastLine).containsExactly(4L, 5L);
    }

    @Test
    void withoutCharactersAreRecordsOfTheirOwn() {
      List<CsvRecord> records = all(tokenizer("a\n\n\"\"\n", STANDARD));
      assertThat(records).extracting(CsvRecord::isEmptyLine).containsExactly(false, true, false);
    }

    @Test
    void ofWhiteSpaceAreBlankUnlessQuoted() {
      List<CsvRecord> records = all(tokenizer(" \t \n\"  \"\n , ", STANDARD));
      assertThat(records).extracting(CsvRecord::isBlankLine).containsExactly(true, false, false);
    }
  }

  @Nested
  class Cells {

    @Test
    void keepEveryCharacter() {
      assertThat(cells(tokenizer(" a ,#b,\u00a0c\t", STANDARD)))
          .containsExactly(List.of(" a ", "#b", "\u00a0c\t"));
    }

    @Test
    void mayBeEmptyAnywhere() {
      assertThat(cells(tokenizer(",a,,\n,\n\"\",", STANDARD)))
          .containsExactly(List.of("", "a", "", ""), List.of("", ""), List.of("", ""));
    }

    @Test
    void holdDelimitersAndLineEndsInQuotes() {
      assertThat(cells(tokenizer("\"a,b\",\"c\r\nd\"", STANDARD)))
          .containsExactly(List.of("a,b", "c\r\nd"));
    }

    @Test
    void holdDoubledQuotes() {
      assertThat(cells(tokenizer("\"\"\"\",\"a\"\"b\",\"\"\"\"\"\"", STANDARD)))
          .containsExactly(List.of("\"", "a\"b", "\"\""));
    }

    @Test
    void takeAQuoteInTheirMiddleAsItStands() {
      List<CsvRecord> records = all(tokenizer("5\" pipe, \"x\"", STANDARD));
      assertThat(records.get(0).cells()).containsExactly("5\" pipe", " \"x\"");
      assertThat(records.get(0).quoteFaults()).isEmpty();
    }

    @Test
    void sayWhetherTheyHoldNul() {
      List<CsvRecord> records = all(tokenizer("a\0,b\n\"\0\"\nc", STANDARD));
      assertThat(records).extracting(CsvRecord::holdsNul).containsExactly(true, true, false);
      assertThat(records.get(1).cells()).containsExactly("\0");
    }
  }

  @Nested
  class TextAfterAClosingQuote {

    @Test
    void belongsToTheCellAndIsReported() {
      List<CsvRecord> records = all(tokenizer("x\n1,\"a\"b\"c,\"d\" e\n2", STANDARD));
      assertThat(records.get(1).cells()).containsExactly("1", "ab\"c", "d e");
      assertThat(records.get(1).quoteFaults())
          .containsExactly(
              new QuoteFault(1, 2, 6, QuoteFault.Kind.TEXT_AFTER_QUOTE, "\"a\"b\"c"),
              new QuoteFault(2, 2, 13, QuoteFault.Kind.TEXT_AFTER_QUOTE, "\"d\" e"));
      assertThat(records.get(2).cells()).containsExactly("2");
    }

    @Test
    void isReportedOnTheLineWhereItStands() {
      List<CsvRecord> records = all(tokenizer("\"a\r\nb\"c", STANDARD));
      assertThat(records.get(0).quoteFaults())
          .containsExactly(
              new QuoteFault(0, 2, 3, QuoteFault.Kind.TEXT_AFTER_QUOTE, "\"a\r\nb\"c"));
    }

    @Test
    void isReportedAtMostAHundredTimesInARecord() {
      List<CsvRecord> records = all(tokenizer("\"a\"b,".repeat(150), STANDARD));
      assertThat(records.get(0).cells()).hasSize(151);
      assertThat(records.get(0).quoteFaults()).hasSize(QuoteFault.MOST);
    }
  }

  @Nested
  class Dialects {

    @Test
    void mayEscapeQuotesWithAnotherCharacter() {
      assertThat(cells(tokenizer("\"a\\\"b\",\"c\\\\\",\"d\\n\",\\\"", BACKSLASH)))
          .containsExactly(List.of("a\"b", "c\\", "d\\n", "\""));
    }

    @Test
    void mayHaveNoEscape() {
      Dialect dialect = STANDARD.withEscapeChar(Dialect.NONE);
      List<CsvRecord> records = all(tokenizer("\"a\",\"b\"\"c\"", dialect));
      assertThat(records.get(0).cells()).containsExactly("a", "b\"c\"");
      assertThat(records.get(0).quoteFaults()).hasSize(1);
    }

    @Test
    void mayHaveNoQuotes() {
      Dialect dialect = STANDARD.withQuoteChar(Dialect.NONE);
      assertThat(cells(tokenizer("\"a,b\"\n\0,", dialect)))
          .containsExactly(List.of("\"a", "b\""), List.of("\0", ""));
    }

    @Test
    void mayHaveAnotherQuote() {
      Dialect dialect = STANDARD.withQuoteChar('\'').withEscapeChar('\'');
      assertThat(cells(tokenizer("'a,''b','\"'", dialect))).containsExactly(List.of("a,'b", "\""));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 64})
    void mayHaveALongDelimiter(int bufferSize) {
      Dialect dialect = STANDARD.withDelimiter("::");
      String text = "a::b:c::\"d::\"::\n:::e\n\"f\":g::h:";
      assertThat(cells(tokenizer(new ShortReads(text, 2), dialect, Limits.DEFAULT, bufferSize)))
          .containsExactly(List.of("a", "b:c", "d::", ""), List.of("", ":e"), List.of("f:g", "h:"));
    }
  }

  @Nested
  class InitialSpace {

    private final Dialect skipping = STANDARD.withSkipInitialSpace(true);

    @Test
    void isNoPartOfACell() {
      assertThat(cells(tokenizer(" a,  b c ,\t\u00a0d,\u3000\n  e, ,", skipping)))
          .containsExactly(List.of("a", "b c ", "d", ""), List.of("e", "", ""));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 64})
    void mayStandBeforeAQuote(int bufferSize) {
      String text = "  \"a, \", \"b\"\"c\" ,d\n,  \" \"";
      ShortReads reader = new ShortReads(text, 2);
      assertThat(cells(tokenizer(reader, skipping, Limits.DEFAULT, bufferSize)))
          .containsExactly(List.of("a, ", "b\"c", "d"), List.of("", " "));
    }

    @Test
    void doesNotMakeAValueBlank() {
      List<CsvRecord> records = all(tokenizer("  \n \"\"\n \t a\n", skipping));
      assertThat(records).extracting(CsvRecord::isEmptyLine).containsExactly(true, false, false);
      assertThat(records).extracting(CsvRecord::quotedCells).containsExactly(0, 1, 0);
    }

    @Test
    void isNoDelimiterEvenIfThatIsBlank() {
      Dialect tabs = skipping.withDelimiter("\t");
      assertThat(cells(tokenizer("\ta\t \t  b\t", tabs)))
          .containsExactly(List.of("", "a", "", "b", ""));
    }

    @Test
    void belongsToTheLengthOfTheRecordButNotOfTheCell() {
      Limits limits = Limits.DEFAULT.withMaxCellLength(1).withMaxRecordLength(8);
      assertThat(cells(tokenizer(new StringReader("   a,  b"), skipping, limits, 2)))
          .containsExactly(List.of("a", "b"));
      ExactTokenizer longer = tokenizer(new StringReader("   a,    b"), skipping, limits, 2);
      assertThat(catchThrowableOfType(SourceException.class, () -> longer.next(0)).code())
          .isEqualTo(ErrorCode.RECORD_TOO_LONG);
    }

    @Test
    void isCountedForThePlaceOfAFault() {
      List<CsvRecord> records = all(tokenizer("x,  \"a\"b", skipping));
      assertThat(records.get(0).quoteFaults())
          .containsExactly(new QuoteFault(1, 1, 8, QuoteFault.Kind.TEXT_AFTER_QUOTE, "\"a\"b"));
    }
  }

  @Nested
  class AComment {

    private final Dialect commented = STANDARD.withCommentChar('#');

    @Test
    void isALineThatBeginsWithItsCharacter() {
      List<CsvRecord> records =
          all(tokenizer("# \"made, up\r\na,#b\n#\n #c,d\n\"#e\n#f\",g\n#h", commented));
      assertThat(records)
          .extracting(CsvRecord::isComment)
          .containsExactly(true, false, true, false, false, true);
      assertThat(records)
          .extracting(record -> List.of(record.cells()))
          .containsExactly(
              List.of("# \"made, up"),
              List.of("a", "#b"),
              List.of("#"),
              List.of(" #c", "d"),
              List.of("#e\n#f", "g"),
              List.of("#h"));
      assertThat(records).extracting(CsvRecord::line).containsExactly(1L, 2L, 3L, 4L, 5L, 7L);
    }

    @Test
    void isBoundedLikeARecord() {
      Limits limits = Limits.DEFAULT.withMaxRecordLength(5);
      ExactTokenizer tokenizer = tokenizer(new StringReader("#1234\n#12345"), commented, limits, 2);
      assertThat(tokenizer.next(0)).matches(CsvRecord::isComment);
      assertThat(catchThrowableOfType(SourceException.class, () -> tokenizer.next(0)).code())
          .isEqualTo(ErrorCode.RECORD_TOO_LONG);
    }
  }

  @Nested
  class AnUnclosedQuote {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 64})
    void isReportedWhereItOpens(int bufferSize) {
      ExactTokenizer tokenizer =
          tokenizer(new ShortReads("a,b\nc,\"d\ne,f\n", 3), STANDARD, Limits.DEFAULT, bufferSize);
      assertThat(tokenizer.next(0)).isNotNull();
      SourceException fault = catchThrowableOfType(SourceException.class, () -> tokenizer.next(0));
      assertThat(fault.code()).isEqualTo(ErrorCode.UNCLOSED_QUOTE);
      assertThat(fault.line()).hasValue(2);
      assertThat(fault.column()).hasValue(3);
    }

    @Test
    void isNamedWhenItRunsIntoALimit() {
      Limits limits = Limits.DEFAULT.withMaxRecordLength(20);
      SourceException fault = fault("a,b\nc,\n1,\"" + "x\n".repeat(50), limits);
      assertThat(fault.code()).isEqualTo(ErrorCode.RECORD_TOO_LONG);
      assertThat(fault.line()).hasValue(3);
      assertThat(fault)
          .hasMessageContaining("20 characters (maxRecordLength)")
          .hasMessageContaining("opens on line 3, character 3, is still open");
    }
  }

  @Nested
  class TheLimit {

    @Test
    void onACellCountsItsValue() {
      Limits limits = Limits.DEFAULT.withMaxCellLength(3);
      assertThat(
              cells(
                  tokenizer(
                      new StringReader("abc,\"a\"\"c\",\"\"\"\"\"\"\"\""), STANDARD, limits, 2)))
          .containsExactly(List.of("abc", "a\"c", "\"\"\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abcd", "\"abcd\"", "\"abc\"d", "\"ab\"\"\"\"\"", "abcd,x"})
    void onACellIsReportedWhereItStarts(String cell) {
      SourceException fault = fault("x\ny," + cell, Limits.DEFAULT.withMaxCellLength(3));
      assertThat(fault.code()).isEqualTo(ErrorCode.FIELD_TOO_LONG);
      assertThat(fault.line()).hasValue(2);
      assertThat(fault.column()).hasValue(3);
      assertThat(fault)
          .hasMessageContaining("Cell 2")
          .hasMessageContaining("3 characters (maxCellLength)");
    }

    @Test
    void onARecordDoesNotCountItsLineEnd() {
      Limits limits = Limits.DEFAULT.withMaxRecordLength(5);
      assertThat(cells(tokenizer(new StringReader("ab,cd\r\n\"abc\"\n"), STANDARD, limits, 2)))
          .containsExactly(List.of("ab", "cd"), List.of("abc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abcdef", "\"abcd\"", "ab,cd,", "ab,c,d", "\"a\",bc", "\"ab\"cd"})
    void onARecordIsReportedWhereItStarts(String record) {
      SourceException fault = fault("x\n" + record + "\n", Limits.DEFAULT.withMaxRecordLength(5));
      assertThat(fault.code()).isEqualTo(ErrorCode.RECORD_TOO_LONG);
      assertThat(fault.line()).hasValue(2);
      assertThat(fault).hasMessageContaining("5 characters (maxRecordLength)");
    }

    @Test
    void onColumnsIsReportedWithItsRecord() {
      Limits limits = Limits.DEFAULT.withMaxColumns(2);
      assertThat(cells(tokenizer(new StringReader("a,b"), STANDARD, limits, 2))).hasSize(1);
      SourceException fault = fault("a,b\nc,d,", limits);
      assertThat(fault.code()).isEqualTo(ErrorCode.TOO_MANY_COLUMNS);
      assertThat(fault.line()).hasValue(2);
      assertThat(fault).hasMessageContaining("2 (maxColumns)");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void skipsLinesWhateverEndsThem(String end) {
    String text = "Title, \"of" + end + end + "\"a\"b" + end + "c";
    for (int size = 1; size < 6; size++) {
      ExactTokenizer tokenizer =
          tokenizer(new ShortReads(text, size), STANDARD, Limits.DEFAULT, size);
      List<Long> progress = new ArrayList<>();
      tokenizer.skipLines(2, progress::add);
      long skipped = text.indexOf("\"a");
      assertThat(progress).isSorted().allMatch(characters -> characters <= skipped);
      List<CsvRecord> records = all(tokenizer);
      assertThat(records)
          .extracting(CsvRecord::offset)
          .containsExactly(skipped, text.length() - 1L);
      assertThat(records).extracting(CsvRecord::line).containsExactly(3L, 4L);
      assertThat(records.get(0).quoteFaults())
          .containsExactly(new QuoteFault(0, 3, 4, QuoteFault.Kind.TEXT_AFTER_QUOTE, "\"a\"b"));
    }
  }

  @Test
  void keepsNothingOfALineThatItSkips() {
    String text = "x".repeat(1_000_000) + "\na";
    Limits limits = Limits.DEFAULT.withMaxRecordLength(10);
    ExactTokenizer tokenizer = tokenizer(new StringReader(text), STANDARD, limits, 16);
    tokenizer.skipLines(1, skipped -> {});
    assertThat(cells(tokenizer)).containsExactly(List.of("a"));
  }

  @Test
  void hasNoRecordsWhereFewerLinesStandThanAreSkipped() {
    ExactTokenizer tokenizer = tokenizer("a\nb", STANDARD);
    tokenizer.skipLines(3, skipped -> {});
    assertThat(all(tokenizer)).isEmpty();
  }

  @Test
  void returnsTheRecordsBeforeAFaultOfTheSource() {
    SourceException fault = new SourceException(ErrorCode.ENCODING_ERROR, "no text");
    Reader source =
        new Reader() {
          private final Reader start = new StringReader("a,b\nc,d\ne,");

          @Override
          public int read(char[] target, int offset, int length) throws IOException {
            int count = start.read(target, offset, length);
            if (count < 0) {
              throw fault;
            }
            return count;
          }

          @Override
          public void close() {}
        };
    CsvRecords records = tokenizer(source, STANDARD, Limits.DEFAULT, 16);
    assertThat(records.next(0).cells()).containsExactly("a", "b");
    assertThat(records.next(0).cells()).containsExactly("c", "d");
    assertThat(catchThrowableOfType(SourceException.class, () -> records.next(0))).isSameAs(fault);
  }

  @Test
  void readsRecordsThatAreLongerThanItsBuffer() {
    String cell = "x".repeat(1_000_000);
    String text = "a,b\n" + cell + ",\"" + cell + "\"\nc,d\n";
    assertThat(cells(tokenizer(new StringReader(text), STANDARD, Limits.DEFAULT, 16)))
        .containsExactly(List.of("a", "b"), List.of(cell, cell), List.of("c", "d"));
  }

  @Test
  void readsAnyNumberOfColumns() {
    Limits limits = Limits.DEFAULT.withMaxColumns(100_000);
    String text = "a\n" + ",".repeat(99_999) + "\nb\n";
    assertThat(cells(tokenizer(new StringReader(text), STANDARD, limits, 16)))
        .extracting(List::size)
        .containsExactly(1, 100_000, 1);
  }

  @Test
  void endsAnUnclosedQuoteAtTheLimit() {
    Limits limits = Limits.DEFAULT.withMaxRecordLength(1000);
    SourceException fault = fault("a,b\nc,\"d\n" + "e,f\n".repeat(1_000_000), limits);
    assertThat(fault.code()).isEqualTo(ErrorCode.RECORD_TOO_LONG);
    assertThat(fault.line()).hasValue(2);
    assertThat(fault).hasMessageContaining("opens on line 2, character 3");
  }

  @Test
  void readsNothingFromAnEmptyText() {
    assertThat(all(tokenizer("", STANDARD))).isEmpty();
  }

  @Test
  void turnsAFailureOfTheReaderIntoASourceError() {
    Reader broken =
        new Reader() {
          @Override
          public int read(char[] target, int offset, int length) throws IOException {
            throw new IOException("gone");
          }

          @Override
          public void close() {}
        };
    ExactTokenizer tokenizer = tokenizer(broken, STANDARD, Limits.DEFAULT, 4);
    SourceException fault = catchThrowableOfType(SourceException.class, () -> tokenizer.next(0));
    assertThat(fault.code()).isEqualTo(ErrorCode.SOURCE_ERROR);
  }

  private static SourceException fault(String text, Limits limits) {
    ExactTokenizer tokenizer = tokenizer(new StringReader(text), STANDARD, limits, 2);
    return catchThrowableOfType(SourceException.class, () -> all(tokenizer));
  }
}
