package dev.importer.internal.check;

import dev.importer.error.ErrorCode;
import dev.importer.error.LabelProposal;
import dev.importer.error.MissingLabels;
import dev.importer.error.SourceException;
import dev.importer.internal.text.Quoted;
import dev.importer.results.HeaderMapping;
import dev.importer.results.HeaderMapping.Column;
import dev.importer.row.Row;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Says what a header lacks, what it has instead, and what can be done about it. */
final class MissingFields {

  private final ColumnMeanings meanings;
  private final Schema schema;
  private final FieldCheck[] checks;
  private final HeaderMapping mapping;
  private final List<String> written;

  MissingFields(
      ColumnMeanings meanings, FieldCheck[] checks, HeaderMapping mapping, List<String> written) {
    this.meanings = meanings;
    this.schema = meanings.schema();
    this.checks = checks;
    this.mapping = mapping;
    this.written = written;
  }

  /** The fault. */
  SourceException fault(List<String> missing, SourceSample sample) {
    List<String> labels = mapping.columns().stream().map(Column::label).toList();
    boolean none = mapping.missing().size() == schema.fields().size();
    boolean needed =
        schema.fields().stream()
            .anyMatch(
                field -> missing.contains(field.name()) && HeaderRules.isNeeded(field, schema));
    String lack =
        needed || !none
            ? "The header lacks " + Listed.of(missing) + ". "
            : "The header has none of the fields of the schema. ";
    String state =
        lack
            + "It has "
            + Listed.of(labels)
            + "; the schema '"
            + schema.name()
            + "' expects "
            + Listed.of(schema.fields().stream().map(Field::name).toList())
            + ".";
    Optional<String> elsewhere = wholeHeader().or(() -> labelsBelow(missing, sample));
    List<LabelProposal> proposals =
        elsewhere.isPresent()
            ? List.of()
            : LabelProposals.of(schema, checks, mapping, sample.rows()).stream()
                .limit(Listed.MOST)
                .toList();
    String advice = elsewhere.orElseGet(() -> advice(proposals, missing));
    return new SourceException(ErrorCode.MISSING_LABEL, state + advice)
        .withMissingLabels(new MissingLabels(missing, labels, proposals));
  }

  /** Each line of the file may be one cell, if all labels are. */
  private Optional<String> wholeHeader() {
    return mapping.columns().stream()
        .map(Column::label)
        .filter(label -> LabelProposals.isWholeHeader(label, schema))
        .findFirst()
        .map(
            label ->
                " All labels stand in one cell, "
                    + Quoted.of(label)
                    + ": each line of the file is one cell in quotes, with the table inside it."
                    + " Save the table anew so that each value has a cell of its own, or remove the"
                    + " quotes around the lines.");
  }

  /** The labels may stand on another line than on that which was taken for the header. */
  private Optional<String> labelsBelow(List<String> missing, SourceSample sample) {
    for (Row record : sample.records()) {
      List<String> cells =
          IntStream.range(0, record.size()).mapToObj(i -> String.valueOf(record.cell(i))).toList();
      HeaderMapping here = meanings.ofMembers(cells);
      boolean complete = missing.stream().noneMatch(here.missing()::contains);
      if (complete && !cells.equals(written)) {
        return Optional.of(
            " Line "
                + record.line()
                + " has all of them. If it holds the labels, say so with skip_rows="
                + (record.line() - 1)
                + " (on the command line --skip-rows "
                + (record.line() - 1)
                + ").");
      }
    }
    return Optional.empty();
  }

  private String advice(List<LabelProposal> proposals, List<String> missing) {
    String likely =
        proposals.stream().map(proposal -> " " + proposal.sentence()).collect(Collectors.joining());
    String pair =
        proposals.isEmpty()
            ? freeColumn() + "=" + missing.get(0)
            : nameOf(proposals.get(0).column()) + "=" + proposals.get(0).field();
    String shell = pair.matches("[A-Za-z0-9_=.-]+") ? pair : "\"" + pair + "\"";
    return likely
        + " Say which column feeds which field with the option map, such as map="
        + pair
        + " (on the command line --map "
        + shell
        + ").";
  }

  private String freeColumn() {
    return mapping.columns().stream()
        .filter(Column::isUnknown)
        .findFirst()
        .map(column -> nameOf(column.column()))
        .orElse("LABEL");
  }

  private String nameOf(int column) {
    return NamedColumns.nameOf(column - 1, written);
  }
}
