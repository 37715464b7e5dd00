package dev.importer.internal.rows;

import dev.importer.error.LabelProposal;
import dev.importer.error.SourceException;
import dev.importer.internal.plan.ImportPlan;
import dev.importer.internal.source.Content;
import dev.importer.internal.source.Spool;
import dev.importer.results.HeaderMapping;
import dev.importer.results.SourcePreview;
import dev.importer.results.SourcePreview.Line;
import dev.importer.results.SourcePreview.SchemaFit;
import dev.importer.row.Row;
import dev.importer.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at the beginnings of sources, without checking their rows. */
public final class SourceStarts {

  private static final double HUNDREDTHS = 100;

  private SourceStarts() {}

  /** The first records of a source as they stand in it; none if it is no table. */
  public static List<Line> lines(Content content, ImportPlan plan, Spool spool) {
    if (!plan.detected().format().isTable()) {
      return List.of();
    }
    return CheckedRows.start(content, plan, spool).records().stream()
        .limit(SourcePreview.MAX_LINES)
        .map(SourceStarts::line)
        .toList();
  }

  private static Line line(Row record) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < Math.min(record.size(), SourcePreview.MAX_CELLS); i++) {
      Object cell = record.cell(i);
      cells.add(cell == null ? "" : shortened(cell.toString()));
    }
    return new Line(record.line(), cells);
  }

  private static String shortened(String text) {
    if (text.length() <= SourcePreview.MAX_CELL_LENGTH) {
      return text;
    }
    int end = SourcePreview.MAX_CELL_LENGTH;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
  }

  /** How well the columns of a source fit a schema; empty if it cannot be read under it. */
  public static Optional<SchemaFit> fit(
      Content content, ImportPlan plan, Schema schema, Spool spool) {
    try {
      return Optional.of(fit(schema, CheckedRows.likelyMapping(content, plan, schema, spool)));
    } catch (SourceException e) {
      return Optional.empty();
    }
  }

  /** As much of both sides as belongs together: the harmonic mean of the two shares. */
  private static SchemaFit fit(Schema schema, HeaderMapping mapping) {
    int fields = schema.fields().size();
    int fed = fields - mapping.missing().size();
    double likely = mapping.proposals().stream().mapToDouble(LabelProposal::score).sum();
    double score = 2 * (fed + likely) / (fields + mapping.columns().size());
    return new SchemaFit(schema.name(), Math.round(score * HUNDREDTHS) / HUNDREDTHS, mapping);
  }
}
