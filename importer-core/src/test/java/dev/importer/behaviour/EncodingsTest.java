package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.row.RowStream;
import dev.importer.source.Dialect;
import dev.importer.source.Source;
import dev.importer.testing.Disk;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text is read in its own encoding, from the first byte to the last. */
class EncodingsTest {

  record Person(String name, String email, int age) {}

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

  private List<String> names(Source source) {
    try (RowStream<Person> rows = importer.read(source, Person.class)) {
      return rows.stream().map(row -> row.value().name()).toList();
    }
  }

  private Path file(byte[] bytes) {
    return UserFiles.write(folder.resolve("users.csv"), bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void unicodeIsReadWithAndWithoutAMark(String encoding) {
    List<String> expected = List.of("Jürgen 😀", "Ольга", "李娜");
    String text =
        UserFiles.HEADER
            + "Jürgen 😀,j@example.com,31\nОльга,o@example.com,27\n李娜,l@example.com,4\n";
    Charset charset = Charset.forName(encoding);
    for (String mark : new String[] {"", "\ufeff"}) {
      Path file = file((mark + text).getBytes(charset));
      assertThat(names(Source.of(file))).isEqualTo(expected);
      assertThat(names(Source.of(file).withDialect(Dialect.UNSPECIFIED.withEncoding(charset))))
          .isEqualTo(expected);
      assertThat(importer.check(file).valid()).isEqualTo(3);
      assertThatImport(importer.load(file)).isCompletedWith(3, 0);
    }
    String json = "[{\"name\":\"Jürgen\",\"email\":\"j@example.com\",\"age\":31}]";
    assertThat(names(Source.of(file(json.getBytes(charset))))).containsExactly("Jürgen");
  }

  @ParameterizedTest
  @CsvSource({
    "Jürgen,windows-1252",
    "Małgorzata Wójcik,windows-1250",
    "Наталья,windows-1251",
    "Наталья,KOI8-R",
    "山田太郎,windows-31j",
    "김민수,x-windows-949",
    "Jürgen,IBM850"
  })
  void aLegacyEncodingIsGuessed(String name, String encoding) {
    String text = UserFiles.HEADER + name + ",a@example.com,31\n";
    Path file = file(text.getBytes(Charset.forName(encoding)));
    assertThat(names(Source.of(file))).containsExactly(name);
  }

  @Test
  void theEncodingIsStoredWithTheImportSoThatAResumedRunUsesItToo() {
    Path file =
        file((UserFiles.HEADER + "Zoë,z@example.com,3\n").getBytes(StandardCharsets.ISO_8859_1));
    assertThatImport(importer.load(file)).isCompletedWith(1, 0);
    Disk disk = db.disk();
    assertThat(disk.text("SELECT dialect FROM imports")).contains("\"encoding\":\"windows-1252\"");
    assertThat(disk.number("SELECT utf8_offence FROM imports")).isEqualTo(17);
    assertThat(disk.text("SELECT data FROM records")).contains("Zoë");
  }

  @Test
  void aByteBeyondAsciiAtTheEndOfALongFileIsFound() {
    String text =
        UserFiles.HEADER + "Ann,ann@example.com,31\n".repeat(20_000) + "Jürgen,j@example.com,1\n";
    List<String> names = names(Source.of(file(text.getBytes(StandardCharsets.ISO_8859_1))));
    assertThat(names.get(names.size() - 1)).isEqualTo("Jürgen");
  }

  @Test
  void whatTheCallerSaysWinsOverAnyGuess() {
    byte[] bytes =
        (UserFiles.HEADER + "Jürgen,j@example.com,31\n").getBytes(StandardCharsets.ISO_8859_1);
    Dialect greek = Dialect.UNSPECIFIED.withEncoding(Charset.forName("ISO-8859-7"));
    assertThat(names(Source.of(file(bytes)).withDialect(greek))).containsExactly("Jόrgen");
  }
}
