package dev.importer.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.importer.error.SourceException;
import dev.importer.internal.source.LegacySamples.Encoded;
import dev.importer.results.EncodingDetection;
import dev.importer.results.EncodingDetection.Basis;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.Limits;
import dev.importer.source.Source;
import dev.importer.testing.Corpora;
import dev.importer.testing.UserFiles;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingDetectorTest {

  @TempDir Path folder;

  private EncodingDetection detect(byte[] bytes) {
    return detect(Source.of(UserFiles.write(folder.resolve("file.csv"), bytes)));
  }

  private EncodingDetection detect(Source source) {
    return EncodingDetector.detect(
        source, new Spool(folder.resolve("spool"), "test", Limits.DEFAULT).take(source));
  }

  static Stream<Encoded> samples() {
    return LegacySamples.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void readsShortFilesInTheEncodingTheyAreWrittenIn(Encoded sample) {
    EncodingDetection found = detect(sample.bytes());
    assertThat(new String(sample.bytes(), found.charset()))
        .as("read as %s, before %s", found.charset(), found.runnersUp())
        .isEqualTo(sample.text());
    assertThat(found.basis()).isEqualTo(Basis.GUESS);
    assertThat(found.isGuess()).isTrue();
    assertThat(found.confidence()).isBetween(0.5, 1.0);
    assertThat(found.sentence()).contains(found.charset().name()).contains("Name the encoding");
    assertThat(found.utf8Offence()).isNotNull();
  }

  /**
   * Names that the tables were not made from. The shorter the file, the more readings make sense:
   * of files with one name four in five come out right, of files with ten nearly all.
   */
  @ParameterizedTest
  @CsvSource({"1, 0.75", "3, 0.90", "10, 0.96", "40, 0.97"})
  void readsNamesOfCountriesInManyLanguages(int names, double share) {
    int right = 0;
    List<Encoded> files = CountryNames.files(names, 5, new Random(names));
    for (Encoded file : files) {
      Charset found = detect(file.bytes()).charset();
      right += new String(file.bytes(), found).equals(file.text()) ? 1 : 0;
    }
    assertThat(files).hasSizeGreaterThan(200);
    assertThat((double) right / files.size()).isGreaterThan(share);
  }

  /** Encodings that few files have are guessed, too, or nothing is guessed. */
  @ParameterizedTest
  @ValueSource(strings = {"IBM855", "IBM737", "IBM869", "ISO-8859-6"})
  void rareEncodingsAreNotTakenForUsualOnes(String encoding) {
    Charset charset = Charset.forName(encoding);
    int files = 0;
    for (Encoded file : CountryNames.files(10, 2, new Random(3))) {
      if (charset.newEncoder().canEncode(file.text())) {
        byte[] bytes = file.text().getBytes(charset);
        EncodingDetection found = detect(bytes);
        assertThat(new String(bytes, found.charset())).as(file.text()).isEqualTo(file.text());
        files++;
      }
    }
    assertThat(files).isPositive();
  }

  /** Nobody is sure of what one byte means, and of what no language is made of. */
  @Test
  void confidenceGrowsWithTheEvidence() {
    double before = 0;
    for (int names : new int[] {1, 2, 4, 16, 64}) {
      String text = "name\n" + "Jürgen\n".repeat(names);
      double confidence = detect(text.getBytes(StandardCharsets.ISO_8859_1)).confidence();
      assertThat(confidence).isGreaterThan(before).isLessThan(1);
      before = confidence;
    }
    assertThat(before).isGreaterThan(0.95);
    assertThat(detect("name\nJosé\n".getBytes(StandardCharsets.ISO_8859_1)).confidence())
        .isLessThan(0.7);
  }

  @ParameterizedTest
  @CsvSource({
    "ISO-2022-JP, 山田太郎",
    "x-windows-iso2022jp, 髙﨑①",
    "ISO-2022-KR, 김민수",
    "ISO-2022-JP-2, 山田 é"
  })
  void escapeSequencesNameTheirEncoding(String encoding, String name) {
    byte[] bytes =
        ("id,name\n1," + name + "\n2," + name + "\n").getBytes(Charset.forName(encoding));
    EncodingDetection found = detect(bytes);

    assertThat(found.basis()).isEqualTo(Basis.ESCAPE_SEQUENCES);
    assertThat(new String(bytes, found.charset())).contains("2," + name);
    assertThat(found.sentence()).contains(found.charset().name());
  }

  @Test
  void escapeSequencesOfNoKnownEncodingAreRefused() {
    assertThatThrownBy(() -> detect("a,b\n\u001b$~x,1\n".getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("offset 4 ")
        .hasMessageContaining("ISO-2022-JP");
    for (String plain : new String[] {"\u001b[1mbold\u001b[0m", "\u001b(B\u001b[m", "\u001b"}) {
      assertThat(detect(plain.getBytes(StandardCharsets.US_ASCII)).basis()).isEqualTo(Basis.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32", "UTF-32BE"})
  void textWithoutAZeroByteIsNoWideText(String encoding) {
    Charset wide = Charset.forName(encoding);
    Source source = Source.of(UserFiles.write(folder.resolve("file"), "id,name\n1,Ann\n"));
    for (Source said :
        List.of(
            source.withDeclaredEncoding(wide),
            source.withDialect(Dialect.UNSPECIFIED.withEncoding(wide)))) {
      assertThatThrownBy(() -> detect(said))
          .isInstanceOf(SourceException.class)
          .hasMessageContaining("no zero byte");
    }
  }

  @Test
  void theSenderIsBelievedUnlessTheBytesSayOtherwise() {
    byte[] bytes = "id,name\n1,Ann\n2,Bob\n".getBytes(StandardCharsets.UTF_16LE);
    Source source = Source.of(UserFiles.write(folder.resolve("file"), bytes));

    assertThat(detect(source.withDeclaredEncoding(StandardCharsets.UTF_16)).charset())
        .isEqualTo(StandardCharsets.UTF_16LE);
    for (Charset other : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE)) {
      Source declared = source.withDeclaredEncoding(other);
      assertThatThrownBy(() -> detect(declared))
          .isInstanceOf(SourceException.class)
          .hasMessageContaining("lie as they do in UTF-16LE");
      Source given =
          declared.withDialect(Dialect.UNSPECIFIED.withEncoding(StandardCharsets.UTF_16LE));
      assertThat(detect(given).basis()).isEqualTo(Basis.GIVEN);
    }
  }

  /** JSON between programs is UTF-8; a single byte is no reason to believe otherwise. */
  @Test
  void ofJsonOnlyALikelyGuessIsTaken() {
    String few = "[{\"name\":\"José\"}]";
    String many = "[" + "{\"name\":\"Jürgen Müller, Köln, Straße\"},".repeat(9) + "{}]";

    assertThat(detectJson(few).charset()).isEqualTo(StandardCharsets.UTF_8);
    assertThat(detectJson(many).charset()).isEqualTo(Charset.forName("windows-1252"));
  }

  private EncodingDetection detectJson(String text) {
    Source source =
        Source.of(
            UserFiles.write(
                folder.resolve("file.json"), text.getBytes(StandardCharsets.ISO_8859_1)));
    return EncodingDetector.ofJson(
        detect(source), new Spool(folder.resolve("spool"), "test", Limits.DEFAULT).take(source));
  }

  @Test
  void plainAsciiAndUtf8AreUtf8() {
    for (String text : new String[] {"", "a", "name\nAnn\n", "name\nJürgen\n", "名\n😀"}) {
      EncodingDetection found = detect(text.getBytes(StandardCharsets.UTF_8));
      assertThat(found.charset()).isEqualTo(StandardCharsets.UTF_8);
      assertThat(found.basis()).isEqualTo(Basis.UTF_8);
      assertThat(found.confidence()).isEqualTo(1);
      assertThat(found.utf8Offence()).isNull();
      assertThat(found.isGuess()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void theZeroBytesOfWideTextGiveItAway(String name) {
    Charset encoding = Charset.forName(name);
    for (String text :
        new String[] {
          "name,age\nAnn,31\n",
          "имя;возраст;город\nНаталья Кузнецова;31;Москва\n",
          "氏名,住所\n一二三四,東京都千代田区,大\n",
          "이름,나이\n김민수,31\n",
          "a,b\n😀,1\n"
        }) {
      EncodingDetection found = detect(text.getBytes(encoding));
      assertThat(found.charset()).as(text).isEqualTo(encoding);
      assertThat(found.basis()).isEqualTo(Basis.UTF_16_32_PATTERN);
      EncodingDetection marked = detect(("\ufeff" + text).getBytes(encoding));
      assertThat(marked.charset()).isEqualTo(encoding);
      assertThat(marked.basis()).isEqualTo(Basis.BYTE_ORDER_MARK);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b\n1\0,2\n",
        "a,b\n1\0,22\n",
        "abc\0\0\0,d\n",
        "abcd\0\0\0\0\nefgh\0\0\0\0\n",
        "\0\0\0\0"
      })
  void zeroBytesInPlainTextAreNoWideText(String text) {
    assertThat(detect(text.getBytes(StandardCharsets.UTF_8)).charset())
        .isEqualTo(StandardCharsets.UTF_8);
  }

  @Test
  void theCallerIsBelievedUnlessTheFileNamesItsEncoding() {
    Path file = UserFiles.write(folder.resolve("file"), "a\u00e9".getBytes(StandardCharsets.UTF_8));
    Dialect given = Dialect.UNSPECIFIED.withEncoding(StandardCharsets.ISO_8859_1);
    EncodingDetection found = detect(Source.of(file).withDialect(given));
    assertThat(found.charset()).isEqualTo(StandardCharsets.ISO_8859_1);
    assertThat(found.basis()).isEqualTo(Basis.GIVEN);
    UserFiles.write(file, "\ufeffa".getBytes(StandardCharsets.UTF_8));
    assertThat(detect(Source.of(file).withDialect(given)).basis()).isEqualTo(Basis.BYTE_ORDER_MARK);
  }

  @Test
  void aTextIsNeverGuessedAt() {
    EncodingDetection found = detect(Source.ofText("a\0b\0\n\0c\0", Format.CSV));
    assertThat(found.charset()).isEqualTo(StandardCharsets.UTF_8);
    assertThat(found.basis()).isEqualTo(Basis.GIVEN);
  }

  @Test
  void damagedUtf8StaysUtf8() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("name\nJürgen\nZoë\n".getBytes(StandardCharsets.UTF_8));
    long offence = bytes.size() + 1L;
    bytes.writeBytes(new byte[] {'x', (byte) 0xE9, '\n'});
    EncodingDetection found = detect(bytes.toByteArray());
    assertThat(found.charset()).isEqualTo(StandardCharsets.UTF_8);
    assertThat(found.utf8Offence()).isEqualTo(offence);
    assertThat(found.sentence()).contains("damaged").contains("offset " + offence);
  }

  @Test
  void noiseIsNoLanguage() {
    byte[] noise = new byte[2_000];
    new Random(7).nextBytes(noise);
    assertThat(detect(noise).isGuess()).isFalse();
  }

  @Test
  void linesFromTheWholeFileAreLookedAtInBoundedMemory() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String long1 = "Jürgen Müller " + "x".repeat(5_000) + "\n";
    for (int i = 0; i < 2_000; i++) {
      bytes.writeBytes(long1.getBytes(StandardCharsets.ISO_8859_1));
    }
    bytes.writeBytes("Straße\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(detect(bytes.toByteArray()).charset()).isEqualTo(Charset.forName("windows-1252"));
  }

  /** One stray value anywhere in the file rules an encoding out that does not have it. */
  @Test
  void aGuessCanReadEveryByteOfTheFile() {
    byte[] bytes =
        ("name\n" + "Jürgen\n".repeat(10_000) + "?\n").getBytes(StandardCharsets.ISO_8859_1);
    bytes[bytes.length - 2] = (byte) 0x81;
    assertThat(detect(bytes).charset()).isNotEqualTo(Charset.forName("windows-1252"));
  }

  @Test
  void readsTheLatinFileOfAnotherProject() throws Exception {
    Path file = Corpora.suite("duckdb-csv").resolve("data/csv/encodings/latin1.csv");
    EncodingDetection found = detect(Source.of(file));
    assertThat(found.charset()).isEqualTo(Charset.forName("windows-1252"));
    assertThat(new String(Files.readAllBytes(file), found.charset()))
        .isEqualTo(Files.readString(file, StandardCharsets.ISO_8859_1));
  }
}
