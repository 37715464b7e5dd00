package dev.importer.internal.check;

import dev.importer.error.LabelProposal;
import dev.importer.error.LabelProposal.Reason;
import dev.importer.internal.text.Quoted;
import dev.importer.internal.text.Suggestion;
import dev.importer.results.HeaderMapping;
import dev.importer.results.HeaderMapping.Column;
import dev.importer.row.Row;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds columns that probably belong to fields which nothing feeds: by their labels, and by their
 * values. No column is proposed twice, and none where another fits as well.
 */
final class LabelProposals {

  /** As many columns and fields are looked at; more would cost more than it is worth. */
  private static final int MOST = 100;

  /** Shorter names are part of too many others. */
  private static final int MIN_PART = 3;

  /** Longer labels are no names but sentences. */
  private static final int MAX_LENGTH = 100;

  private static final double HUNDREDTHS = 100;

  /** A label that holds several others is a whole header in one cell. */
  private static final Pattern DELIMITERS = Pattern.compile("[,;|\\t]");

  private final Schema schema;
  private final FieldCheck[] checks;
  private final HeaderMapping mapping;
  private final ValueFit values;

  private LabelProposals(
      Schema schema, FieldCheck[] checks, HeaderMapping mapping, List<Row> sample) {
    this.schema = schema;
    this.checks = checks;
    this.mapping = mapping;
    this.values = new ValueFit(sample);
  }

  /**
   * The proposals, the most likely first.
   *
   * @param checks those of the fields of the schema
   * @param sample the first rows
   */
  static List<LabelProposal> of(
      Schema schema, FieldCheck[] checks, HeaderMapping mapping, List<Row> sample) {
    return new LabelProposals(schema, checks, mapping, sample).find();
  }

  /** Whether a label holds the labels of several fields. */
  static boolean isWholeHeader(String label, Schema schema) {
    Set<Integer> fields = new HashSet<>();
    for (String part : DELIMITERS.split(label, -1)) {
      fields.add(schema.indexOf(part));
    }
    fields.remove(ColumnMeanings.NO_FIELD);
    return fields.size() > 1;
  }

  private List<LabelProposal> find() {
    List<Column> columns =
        mapping.columns().stream()
            .filter(Column::isUnknown)
            .filter(column -> !isWholeHeader(column.label(), schema))
            .limit(MOST)
            .toList();
    List<Field> fields =
        schema.fields().stream()
            .filter(field -> mapping.missing().contains(field.name()))
            .limit(MOST)
            .toList();
    if (columns.isEmpty() || fields.isEmpty()) {
      return List.of();
    }
    double[][] fits = fits(columns, fields);
    double[][] clear = new double[fields.size()][columns.size()];
    double[][] scores = new double[fields.size()][columns.size()];
    for (int f = 0; f < fields.size(); f++) {
      for (int c = 0; c < columns.size(); c++) {
        clear[f][c] = stands(fits, f, c) ? fits[f][c] : 0;
        LabelProposal candidate = candidate(columns.get(c), fields.get(f), clear[f][c]);
        scores[f][c] = candidate == null ? 0 : candidate.score();
      }
    }
    int[] columnOfField = Assignment.best(scores);
    List<LabelProposal> proposals = new ArrayList<>();
    for (int f = 0; f < fields.size(); f++) {
      int c = columnOfField[f];
      LabelProposal chosen = c < 0 ? null : candidate(columns.get(c), fields.get(f), clear[f][c]);
      if (chosen != null) {
        proposals.add(chosen);
      }
    }
    proposals.sort(Comparator.comparingDouble(LabelProposal::score).reversed());
    return List.copyOf(proposals);
  }

  private double[][] fits(List<Column> columns, List<Field> fields) {
    double[][] fits = new double[fields.size()][columns.size()];
    for (int f = 0; f < fields.size(); f++) {
      FieldCheck check = checkOf(fields.get(f));
      for (int c = 0; c < columns.size(); c++) {
        fits[f][c] = values.score(check, columns.get(c).label(), columns.size() * fields.size());
      }
    }
    return fits;
  }

  private FieldCheck checkOf(Field field) {
    return checks[schema.fields().indexOf(field)];
  }

  /** Whether no other column fits the field as well, and no other field the column. */
  private static boolean stands(double[][] fits, int field, int column) {
    double fit = fits[field][column];
    if (fit < ValueFit.LEAST) {
      return false;
    }
    for (int c = 0; c < fits[field].length; c++) {
      if (c != column && fits[field][c] > fit - ValueFit.MARGIN) {
        return false;
      }
    }
    for (int f = 0; f < fits.length; f++) {
      if (f != field && fits[f][column] > fit - ValueFit.MARGIN) {
        return false;
      }
    }
    return true;
  }

  private @Nullable LabelProposal candidate(Column column, Field field, double fit) {
    Alike alike = alike(column.label(), field).orElse(null);
    if (alike == null && fit == 0) {
      return null;
    }
    String close = Quoted.of(column.label()) + " is close to '" + field.name() + "'.";
    String fits =
        "Column "
            + column.column()
            + " ("
            + Quoted.of(column.label())
            + ") may be '"
            + field.name()
            + "': "
            + values.sentence(checkOf(field), column.label());
    if (alike == null) {
      return proposal(column, field, Reason.VALUES, fits, fit);
    }
    boolean byValues = fit > alike.score();
    return proposal(
        column,
        field,
        byValues ? Reason.VALUES : alike.reason(),
        fit == 0 ? close : byValues ? fits : close,
        1 - (1 - alike.score()) * (1 - fit));
  }

  private static LabelProposal proposal(
      Column column, Field field, Reason reason, String sentence, double score) {
    double rounded = Math.round(score * HUNDREDTHS) / HUNDREDTHS;
    return new LabelProposal(
        column.column(), column.label(), field.name(), reason, sentence, rounded);
  }

  /** How a label is like the name or an alias of a field. */
  private record Alike(Reason reason, double score) {}

  private static Optional<Alike> alike(String label, Field field) {
    List<String> names = new ArrayList<>(List.of(field.name()));
    names.addAll(field.aliases());
    Comparator<Alike> byScore = Comparator.comparingDouble(Alike::score);
    Optional<Alike> misspelt =
        names.stream()
            .filter(name -> Suggestion.of(label, List.of(name)).isPresent())
            .map(name -> new Alike(Reason.SPELLING, Suggestion.likeness(label, name)))
            .max(byScore);
    return misspelt.or(
        () ->
            names.stream()
                .filter(name -> isPart(letters(label), letters(name)))
                .map(name -> new Alike(Reason.PART, Suggestion.likeness(label, name)))
                .max(byScore));
  }

  private static boolean isPart(String one, String other) {
    return Math.min(one.length(), other.length()) >= MIN_PART
        && Math.max(one.length(), other.length()) <= MAX_LENGTH
        && (one.contains(other) || other.contains(one));
  }

  private static String letters(String label) {
    StringBuilder letters = new StringBuilder(label.length());
    label.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
    return letters.toString().toLowerCase(Locale.ROOT);
  }
}
