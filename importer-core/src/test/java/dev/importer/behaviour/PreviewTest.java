package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.LabelProposal;
import dev.importer.error.SourceException;
import dev.importer.job.ImportOptions;
import dev.importer.results.HeaderMapping;
import dev.importer.results.SourcePreview;
import dev.importer.results.SourcePreview.Line;
import dev.importer.results.SourcePreview.SchemaFit;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.TestDatabase;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a source begins, and which schema fits it. */
class PreviewTest {

  private static final Schema PETS =
      Schema.parse(
          "pets",
          """
          {"fields": [{"name": "pet", "type": "string"},
            {"name": "kind", "type": "string", "constraints": {"enum": ["cat", "dog"]}},
            {"name": "born", "type": "date"}], "fieldsMatch": "partial"}
          """);

  private final Importer importer = TestDatabase.inMemory().addSchema(PETS).build();

  @AfterEach
  void close() {
    importer.close();
  }

  private SourcePreview csv(String text) {
    return importer.preview(Source.ofText(text, Format.CSV), ImportOptions.DEFAULT);
  }

  @Test
  void theSchemaThatHasTheColumnsFitsBest() {
    SourcePreview preview = csv("Kind,PET,born\ncat,Tom,2020-01-31\n");

    assertThat(preview.fits()).extracting(SchemaFit::schema).containsExactly("pets", "users");
    assertThat(preview.fits().get(0).score()).isEqualTo(1);
    assertThat(preview.fits().get(0).mapping().missing()).isEmpty();
    assertThat(preview.fits().get(1).score()).isLessThan(0.3);
  }

  @Test
  void valuesSpeakForASchemaWhereLabelsDoNot() {
    SourcePreview preview =
        csv("Full name,E-Mail Address,Years\nAnn,ann@example.com,31\nBob,bob@example.com,44\n");

    SchemaFit best = preview.fits().get(0);
    assertThat(best.schema()).isEqualTo("users");
    assertThat(best.score()).isBetween(0.67, 0.99);
    assertThat(best.mapping().columns())
        .extracting(HeaderMapping.Column::field)
        .containsExactly("name", "email", null);
    assertThat(best.mapping().missing()).containsExactly("age");
    assertThat(best.mapping().proposals())
        .extracting(LabelProposal::label, LabelProposal::field)
        .containsExactly(tuple("Years", "age"));
  }

  @Test
  void linesStandAsInTheFile() {
    SourcePreview preview = csv("Report of May\n\nname,email,age\nAnn,ann@example.com,31\n");

    assertThat(preview.lines())
        .containsExactly(
            new Line(1, List.of("Report of May")),
            new Line(3, List.of("name", "email", "age")),
            new Line(4, List.of("Ann", "ann@example.com", "31")));
    assertThat(preview.detection().dialect().skipRows()).isEqualTo(2);
  }

  @Test
  void noMoreIsShownThanSomebodyReads() {
    String row =
        IntStream.range(0, 500).mapToObj(i -> "x".repeat(150)).collect(Collectors.joining(","));

    SourcePreview preview = csv((row + "\n").repeat(100));

    assertThat(preview.lines()).hasSize(SourcePreview.MAX_LINES);
    assertThat(preview.lines().get(0).cells())
        .hasSize(SourcePreview.MAX_CELLS)
        .allMatch(cell -> cell.length() == SourcePreview.MAX_CELL_LENGTH);
  }

  @Test
  void membersOfJsonFitLikeColumns() {
    Source source =
        Source.ofText(
            "[{\"pet\":\"Tom\"},{\"kind\":\"cat\",\"born\":\"2020-01-31\"}]", Format.JSON);

    SourcePreview preview = importer.preview(source, ImportOptions.DEFAULT);

    assertThat(preview.lines()).isEmpty();
    assertThat(preview.fits().get(0).schema()).isEqualTo("pets");
    assertThat(preview.fits().get(0).score()).isEqualTo(1);
  }

  @Test
  void whatCannotBeReadIsAnError() {
    SourceException failure = catchThrowableOfType(SourceException.class, () -> csv(""));

    assertThat(failure.code()).isEqualTo(ErrorCode.EMPTY_FILE);
  }
}
