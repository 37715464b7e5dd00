package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.job.ImportOptions;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.source.Format;
import dev.importer.source.Limits;
import dev.importer.source.Source;
import dev.importer.testing.Archives;
import dev.importer.testing.Disk;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that cannot be used says where and why, and nothing of it stays. */
class UnusableFileTest {

  @TempDir Path folder;
  @Stored TestDatabase db;
  private Importer importer;

  @BeforeEach
  void open() {
    importer = db.builder().batchSize(100).build();
  }

  @AfterEach
  void close() {
    importer.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "  \r\n\t\n"})
  void anEmptyFileIsRefused(String text) {
    assertFails(file("empty.csv", text), "empty-file", null);
  }

  @Test
  void anEmptyJsonFileIsRefused() {
    assertFails(file("empty.json", " \n"), "empty-file", null);
  }

  @Test
  void aQuoteThatNeverClosesIsRefusedWhereItOpens() {
    String text = people(1_000) + "Eve,\"eve@example.com,3\n" + people(10);

    SourceException failure = assertFails(file("open.csv", text), "unclosed-quote", 1002L);

    assertThat(failure.column()).hasValue(5);
  }

  @Test
  void aByteThatIsNoTextAmongTheLabelsIsRefusedAtItsPlace() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write("name,email,age,caf".getBytes(StandardCharsets.UTF_8));
    int offset = bytes.size();
    bytes.write(0xE9);
    bytes.write("\nZoë,zoe@example.com,3,a\n".getBytes(StandardCharsets.UTF_8));
    bytes.write("Renée,renee@example.com,4,b\n".getBytes(StandardCharsets.UTF_8));
    Path file = UserFiles.write(folder.resolve("damaged.csv"), bytes.toByteArray());

    SourceException failure = assertFails(file, "encoding-error", 1L);

    assertThat(failure)
        .hasMessageContaining("0xE9")
        .hasMessageContaining("offset " + offset + " ")
        .hasMessageContaining("UTF-8");
  }

  @Test
  void malformedJsonFarDownIsRefusedAndNothingOfItStays() {
    String elements =
        IntStream.rangeClosed(1, 5_000)
            .mapToObj(i -> "{\"name\":\"P\",\"email\":\"p@example.com\",\"age\":" + i % 100 + "}")
            .collect(Collectors.joining(",\n"));
    Path file = file("bad.json", "[\n" + elements + ",\n{\"name\":\"P\" \"email\":1}\n]");

    SourceException failure = assertFails(file, "json-syntax", 5_002L);

    assertThat(failure.column()).hasValue(13);
    assertThat(failure.importId()).isPresent();
    assertThat(importer.results().errors(failure.importId().getAsLong(), PageRequest.FIRST).items())
        .isEmpty();
    assertThat(importer.results().statistics().totalRecords()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          7                    | json-not-records
          "text"               | json-not-records
          {"name":"A"} x       | json-syntax
          [{"name":"A"},]      | json-syntax
          [{"name":"A"}        | json-syntax
          [{'name':'A'}]       | json-syntax
          [{"age":NaN}]        | json-syntax
          [{"age":01}]         | json-syntax
          """)
  void brokenJsonIsRefused(String text, String code) {
    SourceException failure =
        catchThrowableOfType(
            SourceException.class, () -> importer.load(Source.ofText(text, Format.JSON)));

    assertThat(failure.code().text()).isEqualTo(code);
    assertNothingStays();
  }

  @Test
  void binaryFilesAreRefusedWithoutAnImport() {
    Path file =
        Archives.zip(
            folder.resolve("users.csv"),
            Map.of("[Content_Types].xml", "<Types/>", "word/document.xml", "<document/>"));

    SourceException refused =
        catchThrowableOfType(SourceException.class, () -> importer.load(file));
    SourceException refusedInBackground =
        catchThrowableOfType(SourceException.class, () -> importer.submit(file));

    assertThat(refused.code()).isEqualTo(ErrorCode.UNSUPPORTED_FORMAT);
    assertThat(refused).hasMessageContaining("(.docx)");
    assertThat(refused.importId()).isEmpty();
    assertThat(refusedInBackground.code()).isEqualTo(ErrorCode.UNSUPPORTED_FORMAT);
    assertThat(db.disk().countImports()).isZero();
  }

  @Test
  void tooManyRefusedRowsEndTheImport() {
    String text = UserFiles.HEADER + "A,a@example.com,1\n".repeat(500) + "B,nobody,1\n".repeat(3);
    Path file = file("errors.csv", text);

    SourceException failure =
        catchThrowableOfType(
            SourceException.class,
            () -> importer.load(Source.of(file), ImportOptions.DEFAULT.withMaxErrors(2)));

    assertThat(failure.code()).isEqualTo(ErrorCode.TOO_MANY_ERRORS);
    assertThat(failure.line()).hasValue(504);
    assertNothingStays();
    assertThatImport(importer.load(Source.of(file), ImportOptions.DEFAULT.withMaxErrors(3)))
        .isCompletedWith(500, 3);
  }

  @Test
  void aFileBeyondALimitIsRefusedWithTheNameOfTheLimit() {
    importer.close();
    importer =
        db.builder()
            .batchSize(100)
            .limits(
                Limits.DEFAULT
                    .withMaxRows(500)
                    .withMaxColumns(5)
                    .withMaxCellLength(100)
                    .withMaxSourceBytes(100_000))
            .build();

    assertThat(assertFails(file("rows.csv", people(501)), "too-large", 502L))
        .hasMessageContaining("maxRows");
    assertThat(assertFails(file("columns.csv", "a,b,c,d,e,f\n"), "too-many-columns", 1L))
        .hasMessageContaining("maxColumns");
    String longCell = UserFiles.HEADER + "x".repeat(101) + ",a@example.com,1\n";
    assertThat(assertFails(file("cell.csv", longCell), "field-too-long", 2L))
        .hasMessageContaining("maxCellLength");
    Path large = file("large.csv", people(10_000));
    assertThat(catchThrowableOfType(SourceException.class, () -> importer.load(large)))
        .hasMessageContaining("maxSourceBytes");
    assertThatImport(importer.load(file("fits.csv", people(500)))).isCompletedWith(500, 0);
  }

  @Test
  void aStreamThatBreaksOffIsRefusedWithoutAnImport() {
    InputStream broken =
        new InputStream() {
          private int count;

          @Override
          public int read() throws IOException {
            if (count++ < 1_000) {
              return 'x';
            }
            throw new IOException("connection reset");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            target[offset] = (byte) read();
            return 1;
          }
        };

    SourceException refused =
        catchThrowableOfType(
            SourceException.class, () -> importer.load(Source.of(broken, "broken.csv")));

    assertThat(refused.code()).isEqualTo(ErrorCode.SOURCE_ERROR);
    assertThat(db.disk().countImports()).isZero();
    assertThat(Spools.filesIn(importer)).isEmpty();
  }

  @Test
  void aStreamBeyondTheLimitIsRefusedAsItArrives() {
    importer.close();
    importer = db.builder().limits(Limits.DEFAULT.withMaxSourceBytes(1_000_000)).build();
    long[] taken = new long[1];
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            taken[0]++;
            return 'x';
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            target[offset] = (byte) read();
            return 1;
          }
        };

    SourceException refused =
        catchThrowableOfType(
            SourceException.class, () -> importer.load(Source.of(endless, "endless.csv")));

    assertThat(refused.code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(taken[0]).isLessThan(2_000_000);
    assertThat(Spools.filesIn(importer)).isEmpty();
  }

  @Test
  void aMissingFileAndAFolderAreRefused() {
    for (Path path : new Path[] {folder.resolve("none.csv"), folder}) {
      SourceException refused =
          catchThrowableOfType(SourceException.class, () -> importer.load(path));
      assertThat(refused.code()).isEqualTo(ErrorCode.SOURCE_ERROR);
    }
    assertThat(db.disk().countImports()).isZero();
  }

  @Test
  void halfACharacterInATextIsRefusedAndNotReplaced() {
    SourceException refused =
        catchThrowableOfType(
            SourceException.class,
            () ->
                importer.load(
                    Source.ofText(UserFiles.HEADER + "A\uD83D,a@example.com,1\n", Format.CSV)));

    assertThat(refused.code()).isEqualTo(ErrorCode.ENCODING_ERROR);
    assertNothingStays();
  }

  private SourceException assertFails(Path file, String code, Long line) {
    SourceException failure =
        catchThrowableOfType(SourceException.class, () -> importer.load(file));
    assertThat(failure.code().text()).isEqualTo(code);
    assertThat(failure.line().isPresent() ? failure.line().getAsLong() : null).isEqualTo(line);
    long id = failure.importId().orElseThrow();
    assertThatImport(importer.results().find(id).orElseThrow()).isFailedWith(code, line);
    assertNothingStays();
    return failure;
  }

  /** No answer shows a row, and soon none is on the disk. */
  private void assertNothingStays() {
    assertThat(importer.results().records(RecordQuery.all()).items()).isEmpty();
    Disk disk = db.disk();
    Waiting.until("no row is left on the disk", () -> disk.countRecords() == 0);
    assertThat(Spools.filesIn(importer)).isEmpty();
  }

  private Path file(String name, String text) {
    return UserFiles.write(folder.resolve(name), text);
  }

  private static String people(int rows) {
    StringBuilder text = new StringBuilder(UserFiles.HEADER);
    for (int row = 1; row <= rows; row++) {
      text.append("P,p").append(row).append("@example.com,1\n");
    }
    return text.toString();
  }
}
