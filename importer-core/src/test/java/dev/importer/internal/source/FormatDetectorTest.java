package dev.importer.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.Limits;
import dev.importer.source.Source;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatDetectorTest {

  @TempDir Path folder;

  private Format detect(String name, byte[] bytes) {
    return detect(Source.of(folder.resolve("file")).withName(name), bytes);
  }

  private Format detect(Source source, byte[] bytes) {
    Path file = dev.importer.testing.UserFiles.write(folder.resolve("file"), bytes);
    Spool spool = new Spool(folder.resolve("spool"), "test", Limits.DEFAULT);
    Content content = spool.take(Source.of(file));
    return FormatDetector.formatOf(
        source, content, EncodingDetector.detect(source, content).charset());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.csv    | a,b\\n1,2          | CSV",
        "a.csv    | plain              | CSV",
        "a.csv    | [id],name          | CSV",
        "a.csv    | [{\"a\":1}]        | JSON",
        "a.csv    | [ {\"a\": 1,       | JSON",
        "a.csv    | {\"a\":1}          | JSON",
        "a.csv    | {\"a\":1}\\n{\"a\":2} | NDJSON",
        "a.csv    | {a},b              | CSV",
        "a.json   | a,b\\n1,2          | CSV",
        "a.jsonl  | a;b\\n1;2          | CSV",
        "a.json   | a,b                | JSON",
        "a.json   | \"a\": 1,\\n\"b\": 2 | JSON",
        "A.TSV    | x                  | CSV",
        "a.json   | [{\"a\":1}]        | JSON",
        "a.json   | {\"a\":1}          | JSON",
        "a.json   | {\"a\":1}\\n{\"a\":2} | NDJSON",
        "a.json   | 7                  | JSON",
        "a.jsonl  | {\"a\":1}          | NDJSON",
        "a.ndjson | {\"a\":1}          | NDJSON",
        "a        | a;b                | CSV",
        "a        | a\\tb              | CSV",
        "a.txt    | 'a|b'              | CSV",
        "a.txt    | \\n\\n a,b         | CSV",
        "a        | [{\"a\":1}]        | JSON",
        "a        | {\"a\":1}\\r\\n{   | NDJSON",
        "a        | {\"a\":\\n{}}      | JSON",
        "a        |                    | CSV",
      })
  void tellsFormatsByTextAndName(String name, String text, Format expected) {
    String content =
        text == null ? "" : text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
    assertThat(detect(name, bytes(content))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "text/csv,CSV", "TEXT/CSV; charset=utf-8,CSV", "text/tab-separated-values,CSV",
    "application/json,JSON", "application/x-ndjson,NDJSON", "application/jsonl,NDJSON"
  })
  void believesTheMediaType(String type, Format expected) {
    Source source = Source.of(folder.resolve("file")).withName("upload.bin").withMediaType(type);
    assertThat(detect(source, bytes("x"))).isEqualTo(expected);
  }

  @Test
  void givesWhatWasGiven() {
    Source source = Source.of(folder.resolve("file")).withFormat(Format.NDJSON);
    assertThat(detect(source, bytes("a,b"))).isEqualTo(Format.NDJSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE"})
  void looksBehindAByteOrderMark(String encoding) {
    byte[] json = "\ufeff[{\"a\":1}]".getBytes(Charset.forName(encoding));
    assertThat(detect("a", json)).isEqualTo(Format.JSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void readsWideTextWithoutAMark(String encoding) {
    assertThat(detect("a", "[{\"a\":1}]".getBytes(Charset.forName(encoding))))
        .isEqualTo(Format.JSON);
    assertThat(detect("a", "a,b\n1,2\n".getBytes(Charset.forName(encoding)))).isEqualTo(Format.CSV);
  }

  @Test
  void readsAnEncodingThatWasGiven() {
    Source source =
        Source.of(folder.resolve("file"))
            .withName("a")
            .withDialect(Dialect.UNSPECIFIED.withEncoding(StandardCharsets.UTF_16LE));
    assertThat(detect(source, "[{\"a\":1}]".getBytes(StandardCharsets.UTF_16LE)))
        .isEqualTo(Format.JSON);
  }

  @ParameterizedTest
  @CsvSource({
    "D0CF11E0A1B11AE1, old Office document",
    "255044462D312E37, PDF",
    "89504E470D0A1A0A, PNG",
    "FFD8FFE0, JPEG",
    "474946383961, GIF",
    "53514C69746520666F726D6174203300, SQLite",
    "5041523115041500, Parquet",
    "377ABCAF271C, 7z",
    "526172211A0700, RAR",
    "425A683931415926, bzip2",
    "FD377A585A00, xz",
    "28B52FFD0458, Zstandard",
    "49492A00, TIFF",
    "7F454C46, program",
    "4D5A9000, program",
    "7B5C72746631, rich text"
  })
  void saysWhatAForeignFileLooksLike(String hex, String looksLike) {
    assertRefused(java.util.HexFormat.of().parseHex(hex), looksLike);
  }

  @ParameterizedTest
  @CsvSource({
    "'<!DOCTYPE html><p>', HTML",
    "' <HTML>', HTML",
    "<?xml version='1.0'?>, XML",
    "<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?>, Excel",
    "'Return-Path: <a@example.com>\nSubject: x,y', e-mail"
  })
  void refusesMarkup(String text, String looksLike) {
    assertRefused(bytes(text), looksLike);
  }

  @Test
  void refusesNoise() {
    byte[] noise = new byte[10_000];
    new Random(1).nextBytes(noise);
    noise[0] = 'a';
    assertRefused(noise, "binary");
    assertRefused(new byte[100], "binary");
  }

  @Test
  void refusesProse() {
    byte[] prose = bytes("It was a dark night\nand nothing more.\n");
    assertThatExceptionOfType(SourceException.class)
        .isThrownBy(() -> detect("a.txt", prose))
        .withMessageContaining("plain text");
  }

  @Test
  void aFewControlCharactersAreNotBinary() {
    assertThat(detect("a.csv", bytes("a,b\n1\0,2\n"))).isEqualTo(Format.CSV);
  }

  private void assertRefused(byte[] content, String looksLike) {
    for (String name : new String[] {"a.csv", "a.json", "a"}) {
      assertThatExceptionOfType(SourceException.class)
          .isThrownBy(() -> detect(name, content))
          .withMessageContaining(looksLike)
          .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.UNSUPPORTED_FORMAT));
    }
  }
}
