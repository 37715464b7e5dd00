package dev.importer.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentDispositionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "form-data; name=\"file\"; filename=\"a.csv\" | a.csv",
        "form-data; name=file; filename=a.csv | a.csv",
        "form-data;name=\"file\";filename=\"a;b=c.csv\" | a;b=c.csv",
        "form-data; name=\"file\"; filename=\"a \\\"b\\\".csv\" | a \"b\".csv",
        "form-data; name=\"file\"; filename=\"a %22b%22.csv\" | a \"b\".csv",
        "form-data; name=\"file\"; filename=\"C:\\temp\\a.csv\" | C:\\temp\\a.csv",
        "form-data; name=\"file\"; filename=\"x\"; filename*=UTF-8''%C3%A4+b.csv | \u00e4+b.csv",
        "form-data; filename*=utf-8''%zz; name=\"file\"; filename=\"x\" | x",
        "form-data; name=\"file\"; filename*=iso-8859-1''%E4; filename=\"y\" | y",
        "form-data; name=\"file\"; filename=\"unclosed | unclosed",
        "form-data; NAME=\"file\"; FILENAME=\"a.csv\" | a.csv"
      })
  void theNameOfTheFileIsRead(String header, String filename) {
    ContentDisposition part = ContentDisposition.parse(header);

    assertThat(part.name()).isEqualTo("file");
    assertThat(part.filename()).isEqualTo(filename);
  }

  @Test
  void whatIsMissingIsNull() {
    assertThat(ContentDisposition.parse("form-data; name=\"x\"").filename()).isNull();
    assertThat(ContentDisposition.parse("form-data").name()).isNull();
    assertThat(ContentDisposition.parse("").name()).isNull();
    assertThat(ContentDisposition.parse("form-data; ; ;=;").name()).isNull();
  }
}
