package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.error.Notice;
import dev.importer.error.SourceException;
import dev.importer.job.ImportOptions;
import dev.importer.results.CheckReport;
import dev.importer.results.CorrectionResult;
import dev.importer.results.RecordQuery;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.schema.Schema;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A few bytes that are no text cost their rows, not the file, and nothing else becomes of them. In
 * the texts of this test {@code ‹FC›} is the byte 0xFC.
 */
class DamagedTextTest {

  private static final ImportOptions NONE = ImportOptions.DEFAULT.withSchema(Schema.NONE);

  @TempDir Path folder;
  @Stored TestDatabase db;
  private Importer importer;

  @BeforeEach
  void open() {
    importer = db.open();
  }

  @AfterEach
  void close() {
    importer.close();
  }

  static byte[] bytes(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int at = 0;
    for (int mark = text.indexOf('‹'); mark >= 0; mark = text.indexOf('‹', at)) {
      bytes.writeBytes(text.substring(at, mark).getBytes(StandardCharsets.UTF_8));
      int end = text.indexOf('›', mark);
      for (String each : text.substring(mark + 1, end).split(" ", -1)) {
        bytes.write(Integer.parseInt(each, 16));
      }
      at = end + 1;
    }
    bytes.writeBytes(text.substring(at).getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  private Source file(String name, String text) {
    return Source.of(UserFiles.write(folder.resolve(name), bytes(text)));
  }

  private Source csv(String text) {
    return file("users.csv", text);
  }

  private List<StoredRecord> rows(StoredImport of) {
    return importer.results().records(RecordQuery.ofImport(of.id())).items();
  }

  private SourceException refused(Source source) {
    return catchThrowableOfType(SourceException.class, () -> importer.load(source, NONE));
  }

  @Test
  void oneByteOfAThousandRowsRefusesItsRow() {
    StringBuilder text = new StringBuilder("name,email,age\n");
    for (int i = 1; i <= 1_000; i++) {
      text.append(i == 700 ? "M‹FC›ller" : "Jürgen").append(",a@example.com,").append(i % 99);
      text.append('\n');
    }
    Source source = csv(text.toString());
    CheckReport report = importer.check(source);
    StoredImport stored = importer.load(source).summary();

    assertThatImport(stored).isCompletedWith(999, 1);
    ImportError error = report.errors().get(0);
    assertThat(error.code()).isEqualTo(ErrorCode.ENCODING_ERROR);
    assertThat(error.field()).isEqualTo("name");
    assertThat(error.column()).isEqualTo(1);
    assertThat(error.value()).isEqualTo("M\\xFCller");
    assertThat(error.line()).isEqualTo(701);
    byte[] bytes = bytes(text.toString());
    int offset = 0;
    while (bytes[offset] != (byte) 0xFC) {
      offset++;
    }
    assertThat(error.message()).contains("0xFC at offset " + offset + " ").contains("UTF-8");
    assertThat(report.accounting().bytes()).isEqualTo(bytes.length);
    assertThat(stored.detection().encoding().sentence()).contains("offset " + offset);
  }

  @Test
  void eachCellWithSuchBytesIsNamedAndKeptInAFormThatCanBeTurnedBack() {
    CheckReport report =
        importer.check(
            csv("a,b,c\n‹E2 82›x‹FF›,é,C:\\xFC‹FC›\nü,ü,ü\n\"x‹80›\n\",ü,\"‹80›\"\"\"\nü,ü,ü\n"),
            NONE);

    assertThat(report.rows().get(0).data())
        .containsEntry("a", "\\xE2\\x82x\\xFF")
        .containsEntry("b", "é")
        .containsEntry("c", "C:\\x5CxFC\\xFC");
    assertThat(report.errors()).extracting(ImportError::field).containsExactly("a", "c", "a", "c");
    assertThat(report.errors().get(0).message()).contains("0xE2 0x82 at offset 6 are not UTF-8");
    assertThat(report.errors().get(1).message()).contains("0xFC at offset 20 is not UTF-8");
    assertThat(report.rows().get(2).data()).containsEntry("a", "x\\x80\n");
    assertThat(report.failed()).isEqualTo(2);
  }

  @Test
  void theDownloadShowsThemAndTheRowIsStoredOnceTheyAreReplaced() throws IOException {
    StoredImport stored =
        importer
            .load(csv("name,email,age\nJürgen,j@example.com,1\nZo‹EB›,z@example.com,2\n"))
            .summary();
    ByteArrayOutputStream download = new ByteArrayOutputStream();
    importer.results().errorsCsv(stored.id()).writeTo(download);
    String text = download.toString(StandardCharsets.UTF_8);
    assertThat(text).contains("Zo\\xEB,z@example.com,2");

    CorrectionResult other = correct(stored, text.replace("z@", "zoe@"));
    assertThat(other.corrected()).isZero();
    assertThat(rows(stored).get(1).errors().get(0).code()).isEqualTo(ErrorCode.ENCODING_ERROR);
    CorrectionResult mended = correct(stored, text.replace("\\xEB", "ë"));
    assertThat(mended.corrected()).isEqualTo(1);
    assertThat(rows(stored).get(1).data()).containsEntry("name", "Zoë");
  }

  private CorrectionResult correct(StoredImport of, String text) {
    return importer.correct(of.id(), Source.ofText(text, Format.CSV));
  }

  @ParameterizedTest
  @ValueSource(strings = {"users.ndjson", "users.json"})
  void recordsOfJsonAreRefusedLikewise(String name) {
    boolean lines = name.endsWith("ndjson");
    String text =
        String.join(
            lines ? "\n" : ",\n",
            "{\"n\":\"Jürgen\",\"x\":1}",
            "{\"n\":\"M‹FC›ller\",\"x\":{\"y\":[\"‹FC›\\\\x\\u00e9\"]}}",
            "{\"n‹FC›\":1}",
            "{\"n\":\"ü\",\"x\":3}",
            "{\"n\":\"ü\",\"x\":3}",
            "{\"n\":\"\\udcfc ü\",\"x\":4}");
    Source source = file(name, lines ? text : "[" + text + "]");
    CheckReport report = importer.check(source, NONE);

    assertThat(report.valid()).isEqualTo(4);
    assertThat(report.errors()).extracting(ImportError::line).containsExactly(2L, 2L, 3L);
    assertThat(report.errors()).extracting(ImportError::field).containsExactly("n", "x", "n\\xFC");
    assertThat(report.rows().get(1).dataJson())
        .contains("M\\\\xFCller")
        .contains("{\"y\":[\"\\\\xFC\\\\x5Cxé\"]}");
    assertThat(report.accounting().bytes())
        .isEqualTo(bytes(lines ? text : "[" + text + "]").length);
  }

  @Test
  void outsideOfAStringOfJsonAFileCannotBeUsedForThem() {
    SourceException refused = refused(file("a.json", "[{\"n\":\"é\"},\n‹FC›{\"n\":\"é\"}]"));

    assertThat(refused.code()).isEqualTo(ErrorCode.ENCODING_ERROR);
    assertThat(refused.line()).hasValue(2);
    assertThat(refused(file("b.json", "‹FC›[{\"n\":\"éé\"}]"))).isNotNull();
  }

  @Test
  void inTheLabelsTheyRefuseTheFile() {
    SourceException refused = refused(csv("name,Stra‹DF›e\nJürgen,Allee\nZoë,Weg\n"));

    assertThat(refused.code()).isEqualTo(ErrorCode.ENCODING_ERROR);
    assertThat(refused.line()).hasValue(1);
    assertThat(refused).hasMessageContaining("0xDF at offset 9 ");
  }

  @Test
  void beforeTheTableTheyAreSkippedWithIt() {
    Source source =
        csv("made by J‹FC›rgen\nname,email,age\nJürgen,j@example.com,1\n")
            .withDialect(Dialect.UNSPECIFIED.withSkipRows(1).withEncoding(StandardCharsets.UTF_8));

    assertThat(importer.check(source).valid()).isEqualTo(1);
  }

  @Test
  void aFileOfMoreThanAFewSuchRowsIsRefusedAsAWhole() {
    String damaged = "é‹FC›\n".repeat(101);
    String sound = "éé\n".repeat(9_000);
    assertThat(refused(csv("name\n" + damaged + sound)))
        .hasMessageContaining("offset 7 ")
        .hasMessageContaining("Most of the file is UTF-8");
    assertThat(refused(csv("name\n" + sound + damaged)).line()).hasValue(9_002);

    StoredImport at100 =
        importer.load(csv("name\né‹FC›\n" + damaged + sound + sound), NONE).summary();
    assertThatImport(at100).isCompletedWith(18_000, 102);
  }

  @Test
  void aFileInWhichTheyAreTheRuleIsInAnotherEncoding() {
    Source source =
        csv("name,email,age\nJ‹FC›rgen,j@example.com,1\n")
            .withDialect(Dialect.UNSPECIFIED.withEncoding(StandardCharsets.UTF_8));

    assertThat(refused(source)).hasMessageContaining("name its encoding");
  }

  @Test
  void otherEncodingsHaveSuchBytesToo() {
    Dialect ascii = Dialect.UNSPECIFIED.withEncoding(StandardCharsets.US_ASCII);
    CheckReport report = importer.check(csv("a\nx‹E9›\ny\nz\n").withDialect(ascii), NONE);

    assertThat(report.failed()).isEqualTo(1);
    assertThat(report.rows().get(0).data()).containsEntry("a", "x\\xE9");
    assertThat(report.errors().get(0).message()).contains("US-ASCII");
  }

  @Test
  void aCharacterWrittenAsTwoSurrogatesIsThatCharacter() {
    CheckReport report =
        importer.check(
            csv("name,note\nJosé,x\nAnn,‹ED A0 BD ED B8 80›!\nBob,‹ED A0 BD ED B8 81›\n"), NONE);

    assertThat(report.detection().encoding().charset()).isEqualTo(StandardCharsets.UTF_8);
    assertThat(report.rows().get(0).data()).containsEntry("name", "José");
    assertThat(report.rows().get(1).data()).containsEntry("note", "😀!");
    assertThat(report.valid()).isEqualTo(3);
    assertThat(report.warnings()).containsExactly(entry("cesu-8", 2L));
    assertThat(report.notices()).extracting(Notice::line).containsExactly(3L);
    CheckReport json = importer.check(file("a.json", "[{\"é\":\"‹ED A0 BD ED B8 80›\"}]"), NONE);
    assertThat(json.rows().get(0).data()).containsEntry("é", "😀");
    assertThat(json.warnings()).containsEntry("cesu-8", 1L);
  }

  @Test
  void halfAPairIsNoText() {
    CheckReport report =
        importer.check(csv("name\nJosé\n‹ED A0 BD›\nZoë\n‹ED B8 80 ED A0 BD›\nAña\n"), NONE);

    assertThat(report.failed()).isEqualTo(2);
    assertThat(report.errors()).extracting(ImportError::line).containsExactly(3L, 5L);
  }

  /** Sound rows come out as they are, damaged ones are refused, wherever the buffers end. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everySoundRowOfADamagedFileIsRead(long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("a,b\n");
    int rows = 3_000 + random.nextInt(3_000);
    int damaged = 0;
    long pairs = 0;
    for (int row = 0; row < rows; row++) {
      text.append("é€😀".repeat(random.nextInt(12))).append(',').append(row);
      if (random.nextInt(100) == 0 && damaged < 100) {
        text.append(random.nextBoolean() ? "‹FC›" : "‹F0 9F 98›");
        damaged++;
      } else if (random.nextInt(100) == 0) {
        text.append("‹ED A0 BD ED B8 80›");
        pairs++;
      }
      text.append('\n');
    }
    CheckReport report = importer.check(csv(text.toString()), NONE);

    assertThat(report.failed()).isEqualTo(damaged);
    assertThat(report.total()).isEqualTo(rows);
    assertThat(report.warnings().getOrDefault("cesu-8", 0L)).isEqualTo(pairs);
    assertThat(report.accounting().bytes()).isEqualTo(bytes(text.toString()).length);
  }
}
