package dev.importer.cli;

import dev.importer.Results;
import dev.importer.error.Notice;
import dev.importer.results.CheckReport;
import dev.importer.results.DialectDetection;
import dev.importer.results.HeaderMapping;
import dev.importer.results.SourceDetection;
import dev.importer.results.StoredImport;
import dev.importer.source.Dialect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was noticed in a source without refusing anything, and what was detected of it that may be
 * wrong, in lines for a terminal.
 *
 * @param warnings what was noticed, by code, with exact counts
 * @param notices the first places of it
 * @param labels the labels as they stand in the source
 * @param mapping the columns, and which fields they feed
 */
record Remarks(
    SourceDetection detection,
    Map<String, Long> warnings,
    List<Notice> notices,
    List<String> labels,
    HeaderMapping mapping) {

  private static final int MOST_PLACES = 3;
  private static final int MOST_NAMES = 10;

  /** What is less likely is said together with what speaks for it. */
  private static final double LIKELY = 0.5;

  /** Those of a source that was checked. */
  static Remarks of(CheckReport report) {
    return new Remarks(
        report.detection(), report.warnings(), report.notices(), report.labels(), report.mapping());
  }

  /** Those of an import. */
  static Remarks of(StoredImport stored, Results results) {
    return new Remarks(
        stored.detection(),
        stored.warnings(),
        stored.notices(),
        stored.labels(),
        // Another process may have imported it under a schema that is not known here.
        results.schemaOf(stored).isPresent()
            ? results.mapping(stored)
            : new HeaderMapping(List.of(), List.of()));
  }

  /** The lines, under headings; none if there is nothing to say. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (!warnings.isEmpty()) {
      lines.add("warnings:");
      List<List<String>> rows = new ArrayList<>();
      warnings.forEach(
          (code, count) -> {
            List<String> what = what(code);
            rows.add(List.of(count + " x", code, what.get(0)));
            what.stream().skip(1).forEach(more -> rows.add(List.of("", "", more)));
          });
      Text.table(rows, 0).forEach(line -> lines.add("  " + line));
    }
    List<String> detected = detected();
    if (!detected.isEmpty()) {
      lines.add("detected:");
      detected.forEach(line -> lines.add("  " + line));
    }
    return lines;
  }

  /** What a warning is about: the first places of each kind, or the columns that have it. */
  private List<String> what(String code) {
    Map<String, List<Notice>> places =
        notices.stream()
            .filter(notice -> notice.code().text().equals(code))
            .collect(
                Collectors.groupingBy(Notice::message, LinkedHashMap::new, Collectors.toList()));
    return places.isEmpty()
        ? List.of(columns(code))
        : places.values().stream().limit(MOST_NAMES).map(Remarks::placed).toList();
  }

  private String columns(String code) {
    return switch (code) {
      case "blank-row" -> "rows without a value were skipped";
      case "blank-label" -> "columns without a label are named by their position" + names(blank());
      case "renamed-label" -> "labels that occur twice got a number" + names(renamed());
      case "unknown-column" ->
          "the schema has no such column; it is kept as it is" + names(unknown());
      case "remembered-mapping" ->
          "columns are understood as in an earlier import of a file with these labels";
      case "mixed-line-endings" -> "the lines end in different ways";
      case "guessed-encoding" -> detection.encoding().sentence();
      default -> code.replace('-', ' ');
    };
  }

  private static String placed(List<Notice> places) {
    String lines =
        places.stream()
            .limit(MOST_PLACES)
            .map(place -> Long.toString(place.line()))
            .distinct()
            .collect(Collectors.joining(", "));
    return (lines.contains(",") ? "lines " : "line ") + lines + ": " + places.get(0).message();
  }

  private static String names(List<String> names) {
    String first = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    int more = names.size() - MOST_NAMES;
    return names.isEmpty() ? "" : ": " + first + (more > 0 ? " and " + more + " more" : "");
  }

  private List<String> blank() {
    return labelled(true);
  }

  private List<String> renamed() {
    return labelled(false);
  }

  /** The columns whose labels are not those of the source, because it has none, or has it twice. */
  private List<String> labelled(boolean blank) {
    return mapping.columns().stream()
        .filter(column -> column.column() <= labels.size())
        .filter(
            column -> {
              String label = labels.get(column.column() - 1);
              return label.isBlank() == blank && !label.equals(column.label());
            })
        .map(HeaderMapping.Column::label)
        .toList();
  }

  private List<String> unknown() {
    return mapping.columns().stream()
        .filter(HeaderMapping.Column::isUnknown)
        .map(HeaderMapping.Column::label)
        .toList();
  }

  private List<String> detected() {
    return Stream.of(layout(), columns(), doubts()).flatMap(List::stream).toList();
  }

  /** Where the table of a CSV file is not simply the whole of it, below one row of labels. */
  private List<String> layout() {
    List<String> lines = new ArrayList<>();
    Dialect dialect = detection.dialect();
    if (!detection.format().isTable()) {
      return lines;
    }
    if (detection.sheets().size() > 1) {
      lines.add(
          "The sheet '"
              + dialect.sheet()
              + "' is read; the workbook has "
              + detection.sheets().size()
              + " sheets"
              + names(detection.sheets())
              + ".");
    }
    Integer skipped = dialect.skipRows();
    if (skipped != null && skipped > 0) {
      lines.add(
          skipped == 1
              ? "Line 1 is skipped: it stands before the table."
              : "Lines 1 to " + skipped + " are skipped: they stand before the table.");
    }
    Integer rows = dialect.headerRows();
    if (Boolean.FALSE.equals(dialect.header())) {
      lines.add("There are no labels: the first row is data, and columns are named by position.");
    } else if (rows != null && rows > 1) {
      lines.add("The labels are spread over " + rows + " rows.");
    }
    return lines;
  }

  /** How columns were understood whose labels are not simply the names of fields. */
  private List<String> columns() {
    List<String> lines = new ArrayList<>();
    for (HeaderMapping.Column column : mapping.columns()) {
      String beginning = "Column " + column.column() + " ('" + column.label() + "') ";
      String remembered =
          column.reason() == HeaderMapping.Reason.REMEMBERED
              ? ", as in an earlier import of a file with these labels."
              : ".";
      if (column.isLeftOut()) {
        lines.add(beginning + "is left out" + remembered);
      } else if (!column.isUnknown() && column.reason() != HeaderMapping.Reason.EXACT) {
        lines.add(beginning + "is the field '" + column.field() + "'" + remembered);
      }
    }
    mapping
        .constants()
        .forEach(
            constant ->
                lines.add(
                    "The field '"
                        + constant.field()
                        + "' is '"
                        + constant.value()
                        + "' in every row."));
    mapping
        .proposals()
        .forEach(
            proposal ->
                lines.add(
                    proposal.sentence()
                        + " If so, give --map \""
                        + proposal.label()
                        + "="
                        + proposal.field()
                        + "\"."));
    return lines;
  }

  /** What speaks for a reading that is not likely. */
  private List<String> doubts() {
    DialectDetection table = detection.table();
    if (table == null || table.confidence() >= LIKELY) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add(certainty(table) + " Give --delimiter, --header and so on if it is wrong.");
    lines.addAll(table.evidence());
    return lines;
  }

  /** How sure a dialect is. */
  static String certainty(DialectDetection table) {
    return String.format(Locale.ROOT, "This reading is %.0f %% likely.", table.confidence() * 100);
  }
}
