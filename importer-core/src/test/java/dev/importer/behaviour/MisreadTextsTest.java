package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.importer.Importer;
import dev.importer.error.Notice;
import dev.importer.job.ImportOptions;
import dev.importer.results.CheckReport;
import dev.importer.schema.Schema;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text that was read in a wrong encoding before is stored as it is, and never without a word. */
class MisreadTextsTest {

  @TempDir Path folder;

  private static CheckReport check(Source source) {
    try (Importer importer = TestDatabase.inMemory().build()) {
      return importer.check(source, ImportOptions.DEFAULT.withSchema(Schema.NONE));
    }
  }

  @Test
  void theCellsOfEachColumnAreCountedAndTheFirstPlacesKept() {
    CheckReport report =
        check(
            Source.ofText(
                "id,name,note\n1,JÃ¼rgen,x\n2,Jürgen,donâ€™t\n3,ZoÃ«,x\n4,Ann,x\n5,Ã„,x\n6,Ã–,x\n",
                Format.CSV));

    assertThat(report.warnings()).containsExactly(entry("mojibake", 5L));
    assertThat(report.notices()).extracting(Notice::line).containsExactly(2L, 3L, 4L, 6L);
    assertThat(report.notices().get(0).message())
        .startsWith("name: the text looks like UTF-8 that was read as windows-1252")
        .endsWith("(4 cells of this column)");
    assertThat(report.rows().get(0).data()).containsEntry("name", "JÃ¼rgen");
    assertThat(report.valid()).isEqualTo(6);
  }

  @Test
  void anEscapeOfJsonHidesItNoMore() {
    CheckReport report =
        check(
            Source.ofText(
                "[{\"name\":\"J\\u00c3\\u00bcrgen\",\"x\":{\"y\":\"Ã¼\"}}]", Format.JSON));

    assertThat(report.warnings()).containsExactly(entry("mojibake", 2L));
  }

  @Test
  void theEncodingThatTheFileIsReadInMayBeTheReason() {
    Path file = UserFiles.write(folder.resolve("a.csv"), "a,b\nJürgen,1\n");
    Dialect wrong = Dialect.UNSPECIFIED.withEncoding(Charset.forName("windows-1252"));
    CheckReport report = check(Source.of(file).withDialect(wrong));

    assertThat(report.notices().get(0).message())
        .contains("perhaps this file is UTF-8 and not windows-1252");
  }
}
