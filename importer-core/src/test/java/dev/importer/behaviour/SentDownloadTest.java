package dev.importer.behaviour;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.job.ImportOptions;
import dev.importer.results.PageRequest;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Source;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A corrected download that is sent as a file of its own is not imported in silence. */
class SentDownloadTest {

  private static final Schema NONE = Schema.NONE;

  @Stored TestDatabase db;
  private Importer importer;

  @BeforeEach
  void open() {
    importer = db.builder().schema(NONE).build();
  }

  @AfterEach
  void close() {
    importer.close();
  }

  private static Source source(String text) {
    return Source.of(new ByteArrayInputStream(text.getBytes(UTF_8)), "sent");
  }

  private SourceException refused(String text) {
    SourceException checked =
        catchThrowableOfType(SourceException.class, () -> importer.check(source(text)));
    SourceException loaded =
        catchThrowableOfType(SourceException.class, () -> importer.load(source(text)));
    assertThat(checked.code()).isEqualTo(ErrorCode.IS_CORRECTION);
    assertThat(loaded.code()).isEqualTo(ErrorCode.IS_CORRECTION);
    assertThat(loaded).hasMessage(checked.getMessage());
    assertThat(loaded.importId()).isEqualTo(checked.importId());
    return loaded;
  }

  private long importWithRefusedRows(String header) {
    return importer.load(source(header + "\n1,2\n3,4,5\n=6,7,8\n")).id();
  }

  private String download(long id) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    importer.results().errorsCsv(id).writeTo(bytes);
    return bytes.toString(UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b", "a,_row", "_errors,__row"})
  void theDownloadNamesItsImport(String header) throws IOException {
    long id = importWithRefusedRows(header);
    SourceException refused = refused(download(id));
    assertThat(refused.importId()).hasValue(id);
    assertThat(refused).hasMessageContaining("refused rows of import " + id + " ('sent')");
    assertThat(refused(download(id).replace(',', ';')).importId()).hasValue(id);
    assertThat(importer.results().imports(PageRequest.FIRST).page().items()).hasSize(1);
  }

  @Test
  void whatIsLeftOfTheDownloadIsEnough() {
    importWithRefusedRows("a,b");
    assertThat(refused("a,b,_row,_line,_errors\n1,2,3,4,x\n").importId()).isEmpty();
    assertThat(refused("_row,b,a,_import,_errors\n1,2,3,1,x\n").importId()).hasValue(1);
    assertThat(refused("_row,b,a,_import,_errors\n1,2,3,77,x\n"))
        .hasMessageContaining("an import that is not known here");
    assertThat(refused("_row,_line,_errors,_import\n").importId()).isEmpty();
    assertThat(refused("[{\"a\":1,\"_row\":2,\"_line\":3,\"_import\":1}]").importId()).hasValue(1);
  }

  @Test
  void recordsAsJsonAreRecognised() {
    long id = importWithRefusedRows("a,b");
    String records =
        importer.results().errors(id, PageRequest.FIRST).items().stream()
            .map(
                row ->
                    "{\"id\":%d,\"import_id\":%d,\"row_number\":%d,\"line_number\":%d,\"data\":%s}"
                        .formatted(
                            row.id(),
                            row.importId(),
                            row.rowNumber(),
                            row.lineNumber(),
                            row.dataJson()))
            .collect(Collectors.joining("\n"));
    assertThat(refused(records).importId()).hasValue(id);
  }

  @Test
  void aFileThatMerelyHasSuchAColumnIsImported() {
    for (String header : new String[] {"a,_row", "_line,_errors", "_row,_import"}) {
      assertThat(importer.load(source(header + "\n1,2\n")).total()).isEqualTo(1);
    }
    assertThat(importer.load(source("a,b\n_row,1\n_line,2\n_errors,3\n")).total()).isEqualTo(3);
  }

  @Test
  void whoeverMeansItCanImportIt() {
    String file = "a,_row,_line,_errors\n1,2,3,x\n";
    assertThat(importer.load(source(file), ImportOptions.DEFAULT.withoutColumn("_row")).total())
        .isEqualTo(1);
    assertThat(importer.check(source(file), ImportOptions.DEFAULT.withMap("#2", "")).total())
        .isEqualTo(1);
    Schema reports =
        Schema.builder("reports").field(Field.integer("_row")).field(Field.string("a")).build();
    assertThat(importer.load(source(file), ImportOptions.DEFAULT.withSchema(reports)).total())
        .isEqualTo(1);
  }
}
