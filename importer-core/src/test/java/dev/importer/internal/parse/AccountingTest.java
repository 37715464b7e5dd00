package dev.importer.internal.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.internal.csv.CsvTexts;
import dev.importer.internal.source.StrictReader;
import dev.importer.results.Accounting;
import dev.importer.row.Row;
import dev.importer.source.Dialect;
import dev.importer.source.Limits;
import dev.importer.source.QuoteRepair;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every byte of a file belongs to exactly one part of it. */
class AccountingTest {

  /** How many files are made up; more of them where there is time. */
  private static final int FILES = Integer.getInteger("accounting.files", 2_000);

  private static final String[] LINE_ENDS = {"\n", "\r\n", "\r"};

  /** What ends a reading early; each has a place. */
  private static final Set<ErrorCode> LOCATED =
      Set.of(
          // A mark of UTF-16 before a NUL is that of UTF-32, which the rest of the file is not.
          ErrorCode.ENCODING_ERROR,
          ErrorCode.UNCLOSED_QUOTE,
          ErrorCode.STRAY_QUOTE,
          ErrorCode.NUL_BYTE,
          ErrorCode.BLANK_HEADER,
          ErrorCode.FIELD_TOO_LONG,
          ErrorCode.RECORD_TOO_LONG,
          ErrorCode.TOO_MANY_COLUMNS);

  private static final List<Charset> ENCODINGS =
      List.of(
          StandardCharsets.UTF_8,
          StandardCharsets.UTF_16LE,
          StandardCharsets.UTF_16BE,
          Charset.forName("UTF-32LE"),
          Charset.forName("windows-1252"),
          Charset.forName("GB18030"),
          Charset.forName("ISO-2022-JP"));

  @TempDir private Path folder;

  @Test
  void eachPartOfACsvFileIsCounted() throws IOException {
    Path file =
        write("\uFEFFmade by hand\r\nname,age\r\n\r\n\u00c4nn,3\r\n\"B\r\nob\",4\r\n  \r\nC,5");
    Dialect dialect = Dialect.STANDARD.withSkipRows(1);
    assertThat(accounting(file, dialect))
        .isEqualTo(new Accounting(3, 14, 10, 8 + 11 + 3, 2 + 4, 0, 3, 2));
  }

  @Test
  void aCommentBelongsToWhatIsSkipped() throws IOException {
    Path file = write("#\u00c4\r\na,b\n# 1\n1,2\n#");
    assertThat(accounting(file, Dialect.STANDARD.withCommentChar('#')))
        .isEqualTo(new Accounting(0, 5 + 4 + 1, 4, 4, 0, 0, 1, 0));
  }

  @Test
  void eachPartOfAJsonDocumentIsCounted() throws IOException {
    Path file = write("\uFEFF [{\"name\":\"\u00c4nn\"} ,\n {\"name\": \"Bob\"}]\n");
    try (JsonRowReader reader =
        JsonRowReader.openDocument(file, Dialect.STANDARD, Limits.DEFAULT)) {
      readAll(reader);
      assertThat(reader.accounting())
          .isEqualTo(new Accounting(3, 0, 0, 15 + 15, 0, 2 + 4 + 2, 2, 0));
    }
  }

  @Test
  void aSequenceOfJsonObjectsIsCountedToo() throws IOException {
    Path file = write("{\"a\":1}\n[\"\ud83d\ude00\"]\n\n12.5\ntrue");
    try (JsonRowReader reader =
        JsonRowReader.openSequence(file, Dialect.STANDARD, Limits.DEFAULT)) {
      readAll(reader);
      assertThat(reader.accounting()).isEqualTo(new Accounting(0, 0, 0, 7 + 8 + 4 + 4, 0, 4, 4, 0));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8",
    "UTF-16LE",
    "UTF-16BE",
    "UTF-32BE",
    "windows-1252",
    "Shift_JIS",
    "GB18030",
    "EUC-JP",
    "ISO-2022-JP",
    "Big5",
    "IBM037"
  })
  void everyEncodingAddsUp(String encoding) throws IOException {
    Charset charset = Charset.forName(encoding);
    String umlaut = charset.newEncoder().canEncode('\u65e5') ? "\u65e5\u672c" : "z";
    String text = "a,b\n" + (umlaut + ",x\n\n").repeat(5_000) + "\"" + umlaut + "\n\"," + umlaut;
    Path file = folder.resolve("file");
    Files.write(file, text.getBytes(charset));
    Accounting accounting = accounting(file, Dialect.STANDARD.withEncoding(charset));
    assertThat(accounting.bytes()).isEqualTo(Files.size(file));
    assertThat(accounting.rows()).isEqualTo(5_001);
    assertThat(accounting.blankRows()).isEqualTo(5_000);
  }

  @ParameterizedTest
  @EnumSource
  void holdsForEveryMessyFile(QuoteRepair repair) throws IOException {
    Path file = folder.resolve("messy");
    int read = 0;
    Set<ErrorCode> met = new HashSet<>();
    for (int i = 0; i < FILES; i++) {
      Random random = new Random(i);
      Charset encoding = encoding(random);
      byte[] bytes = bytes(random, messy(random, encoding), encoding);
      Files.write(file, bytes);
      Dialect dialect =
          Dialect.STANDARD
              .withEncoding(encoding)
              .withHeader(random.nextBoolean())
              .withSkipRows(random.nextInt(8) == 0 ? 1 : 0)
              .withEscapeChar(random.nextInt(4) == 0 ? '\\' : '"')
              .withSkipInitialSpace(random.nextInt(4) == 0)
              .withCommentChar(random.nextInt(4) == 0 ? '#' : Dialect.NONE);
      read += holds(i, file, bytes.length, dialect, repair, limits(random), met) ? 1 : 0;
    }
    assertThat(read).as("files that are read to their end").isGreaterThan(FILES / 3);
    assertThat(met)
        .contains(
            ErrorCode.BLANK_ROW,
            ErrorCode.COMMENT,
            ErrorCode.REPEATED_HEADER,
            ErrorCode.BYTE_ORDER_MARK,
            ErrorCode.END_OF_FILE_MARK,
            ErrorCode.BLANK_AFTER_QUOTE);
  }

  private static boolean holds(
      int number,
      Path file,
      int size,
      Dialect dialect,
      QuoteRepair repair,
      Limits limits,
      Set<ErrorCode> met) {
    long rows = 0;
    try (CsvRowReader reader = CsvRowReader.open(file, dialect, repair, limits)) {
      while (reader.next() != null) {
        rows++;
      }
      met.addAll(reader.warnings().keySet());
      Accounting accounting = reader.accounting();
      assertThat(accounting.bytes()).as("bytes of file %d", number).isEqualTo(size);
      assertThat(accounting.rows()).as("rows of file %d", number).isEqualTo(rows);
      assertThat(accounting.blankRows())
          .as("blank lines of file %d", number)
          .isEqualTo(reader.warnings().getOrDefault(ErrorCode.BLANK_ROW, 0L));
      return true;
    } catch (SourceException e) {
      if (!e.code().equals(ErrorCode.EMPTY_FILE)) {
        assertThat(e.code()).as("fault of file %d", number).isIn(LOCATED);
        assertThat(e.line()).as("place of the fault of file %d", number).isPresent();
      }
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource
  void noRecordOfAMessyFileDependsOnTheSizeOfTheBuffer(QuoteRepair repair) {
    for (int i = 0; i < FILES; i++) {
      Random random = new Random(i);
      String text = messy(random, StandardCharsets.UTF_8);
      Limits limits = limits(random);
      int columns = random.nextInt(4);
      int size = 1 + random.nextInt(5);
      List<String> expected =
          CsvTexts.describe(CsvTexts.exact(new StringReader(text), repair, limits, 4096), columns);
      assertThat(
              CsvTexts.describe(
                  CsvTexts.exact(new ShortReads(text, size), repair, limits, size), columns))
          .as("text %d with a buffer of %d", i, size)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void knowsThePlaceOfEveryCharacterHoweverItIsRead(int step) throws IOException {
    String text = "a\u00e9\u20ac\ud83d\ude00\nb".repeat(20);
    Path file = write(text);
    try (MeasuredText measured = MeasuredText.of(StrictReader.open(file, StandardCharsets.UTF_8))) {
      char[] part = new char[step];
      StringBuilder read = new StringBuilder();
      for (int n = measured.read(part, 0, step); n >= 0; n = measured.read(part, 0, step)) {
        read.append(part, 0, n);
        if (!Character.isHighSurrogate(part[n - 1])) {
          assertThat(measured.bytesBefore(read.length()))
              .isEqualTo(read.toString().getBytes(StandardCharsets.UTF_8).length);
        }
      }
      assertThat(read).hasToString(text);
    }
  }

  @Test
  void aGapBetweenTwoPartsIsRefused() throws IOException {
    AccountingBuilder accounts = ledgerOf("abcdef");
    accounts.book(AccountingBuilder.Part.HEADER, 0, 2);
    assertThatThrownBy(() -> accounts.book(AccountingBuilder.Part.ROW, 3, 6))
        .isInstanceOf(SourceException.class)
        .extracting("code")
        .isEqualTo("accounting-error");
  }

  @Test
  void anOverlapOfTwoPartsIsRefused() throws IOException {
    AccountingBuilder accounts = ledgerOf("abcdef");
    accounts.book(AccountingBuilder.Part.HEADER, 0, 2);
    assertThatThrownBy(() -> accounts.book(AccountingBuilder.Part.ROW, 1, 6))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("begins at character 1");
  }

  @Test
  void textThatBelongsToNothingIsRefused() throws IOException {
    AccountingBuilder accounts = ledgerOf("abcdef");
    accounts.book(AccountingBuilder.Part.HEADER, 0, 5);
    assertThatThrownBy(accounts::close)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("character 5 of 6");
  }

  @Test
  void aSumThatIsNotTheSizeOfTheFileIsRefused() {
    Accounting accounting = new Accounting(3, 0, 10, 20, 1, 0, 2, 1);
    accounting.requireBytes(34);
    assertThatThrownBy(() -> accounting.requireBytes(35)).isInstanceOf(SourceException.class);
  }

  @Test
  void aRowThatWasReadButDidNotComeOutIsRefused() {
    Accounting accounting = new Accounting(0, 0, 10, 20, 0, 0, 2, 0);
    accounting.requireRows(1, 1);
    assertThatThrownBy(() -> accounting.requireRows(1, 0)).isInstanceOf(SourceException.class);
  }

  private AccountingBuilder ledgerOf(String text) throws IOException {
    MeasuredText measured = MeasuredText.of(StrictReader.open(write(text), StandardCharsets.UTF_8));
    while (measured.read(new char[8], 0, 8) >= 0) {
      // to the end
    }
    measured.close();
    return new AccountingBuilder(measured);
  }

  private static Accounting accounting(Path file, Dialect dialect) {
    try (CsvRowReader reader = CsvRowReader.open(file, dialect, QuoteRepair.OFF, Limits.DEFAULT)) {
      readAll(reader);
      return reader.accounting();
    }
  }

  private static void readAll(RowReader reader) {
    for (Row row = reader.next(); row != null; row = reader.next()) {
      assertThat(row.size()).isPositive();
    }
  }

  private static Charset encoding(Random random) {
    return ENCODINGS.get(random.nextInt(3) > 0 ? 0 : random.nextInt(ENCODINGS.size()));
  }

  private static Limits limits(Random random) {
    if (random.nextInt(4) > 0) {
      return Limits.DEFAULT;
    }
    return Limits.DEFAULT
        .withMaxCellLength(5 + random.nextInt(40))
        .withMaxRecordLength(10 + random.nextInt(80))
        .withMaxColumns(2 + random.nextInt(6));
  }

  private static byte[] bytes(Random random, String text, Charset encoding) {
    boolean marked = encoding.name().startsWith("UTF-") && random.nextInt(3) == 0;
    return ((marked ? "\uFEFF" : "") + text).getBytes(encoding);
  }

  /** Mostly sound rows of one width, with faults of every kind in between. */
  private static String messy(Random random, Charset encoding) {
    boolean wide = encoding.newEncoder().canEncode('\u65e5');
    String letters = wide ? "abc \u65e5\u672c\t;#\\" : "abc \t;#\\";
    if (encoding.name().startsWith("UTF-")) {
      letters += "\u00e9\u20ac";
    }
    String lineEnd = LINE_ENDS[random.nextInt(3)];
    String mark = encoding.newEncoder().canEncode('\uFEFF') ? "\uFEFF" : "";
    int width = 1 + random.nextInt(4);
    String first = row(random, letters, width);
    StringBuilder text = new StringBuilder(first).append(lineEnd);
    for (int row = random.nextInt(14); row >= 0; row--) {
      text.append(random.nextInt(30) == 0 ? mark : "");
      text.append(
          switch (random.nextInt(20)) {
            case 0 -> row(random, letters, random.nextInt(6));
            case 1 -> ",".repeat(random.nextInt(6));
            case 2 -> first;
            case 3 -> "#" + row(random, letters, width);
            case 4 -> "  ";
            default -> row(random, letters, width);
          });
      text.append(random.nextInt(20) == 0 ? LINE_ENDS[random.nextInt(3)] : lineEnd);
    }
    if (random.nextBoolean()) {
      text.setLength(text.length() - 1);
    }
    return text.append("\u001a".repeat(random.nextInt(5) / 3)).toString();
  }

  private static String row(Random random, String letters, int width) {
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < width; i++) {
      row.append(i == 0 ? "" : random.nextInt(10) == 0 ? ",  " : ",");
      row.append(cell(random, letters));
    }
    return row.toString();
  }

  private static String cell(Random random, String letters) {
    StringBuilder cell = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      cell.append(letters.charAt(random.nextInt(letters.length())));
    }
    return switch (random.nextInt(40)) {
      case 0 -> cell + "\"";
      case 1 -> "\"" + cell;
      case 2 -> "\"" + cell + "\"" + cell;
      case 3 -> cell + "\0";
      case 9 -> cell + "\\" + LINE_ENDS[random.nextInt(3)] + cell + "\\,";
      case 10, 11 -> "\"" + cell + "\"  ";
      case 12 -> cell + "\u001a";
      case 4 -> "\"" + cell + "\"\"" + cell + "\" ";
      case 5, 6, 7, 8 -> "\"" + cell + LINE_ENDS[random.nextInt(3)] + ",\"\"\"";
      default -> cell.toString();
    };
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("file"), text);
  }
}
