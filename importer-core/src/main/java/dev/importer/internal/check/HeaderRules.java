package dev.importer.internal.check;

import dev.importer.error.ErrorCode;
import dev.importer.error.LabelProposal;
import dev.importer.error.MissingLabels;
import dev.importer.error.SourceException;
import dev.importer.internal.text.Quoted;
import dev.importer.results.HeaderMapping;
import dev.importer.results.HeaderMapping.Column;
import dev.importer.schema.Field;
import dev.importer.schema.FieldsMatch;
import dev.importer.schema.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a header agrees with a schema as the schema asks for it (fieldsMatch). */
final class HeaderRules {

  private static final int MAX_LISTED_LABELS = 20;

  private final Schema schema;
  private final HeaderMapping mapping;

  private HeaderRules(Schema schema, HeaderMapping mapping) {
    this.schema = schema;
    this.mapping = mapping;
  }

  /**
   * Requires that they agree.
   *
   * @param written the labels as they stand in the source, where the same may stand twice
   * @throws SourceException {@code duplicate-label}, {@code missing-label}, {@code extra-label} or
   *     {@code incorrect-label}
   */
  static void require(HeaderMapping mapping, List<String> written, Schema schema) {
    HeaderRules rules = new HeaderRules(schema, mapping);
    rules.requireDistinct(written);
    rules.requireFields();
    if (!allowsSurplus(schema.fieldsMatch())) {
      rules.requireNoSurplus();
    }
    if (schema.fieldsMatch() == FieldsMatch.EXACT) {
      rules.requireOrder();
    }
  }

  /** Whether columns may be there that the schema does not name. */
  static boolean allowsSurplus(FieldsMatch match) {
    return match == FieldsMatch.SUBSET || match == FieldsMatch.PARTIAL;
  }

  /** Nobody but the sender knows which of two columns is the field, so none is chosen. */
  private void requireDistinct(List<String> written) {
    Map<String, List<Column>> claims = new LinkedHashMap<>();
    for (Column column : mapping.columns()) {
      String label = written.get(column.column() - 1);
      String field = claimed(column, label);
      if (field != null) {
        claims
            .computeIfAbsent(field, name -> new ArrayList<>())
            .add(new Column(column.column(), label, field, column.reason()));
      }
    }
    claims.forEach(
        (field, columns) -> {
          if (columns.size() > 1) {
            throw new SourceException(ErrorCode.DUPLICATE_LABEL, duplicate(field, columns));
          }
        });
  }

  /** The field that a column claims, be it under a label that got a number for standing twice. */
  private @Nullable String claimed(Column column, String label) {
    if (column.field() != null) {
      return column.field();
    }
    int field = label.isBlank() ? HeaderBinding.NO_FIELD : schema.indexOf(label);
    return field == HeaderBinding.NO_FIELD ? null : schema.fields().get(field).name();
  }

  private static String duplicate(String field, List<Column> columns) {
    List<String> places =
        columns.stream()
            .limit(MAX_LISTED_LABELS)
            .map(column -> column.column() + " (" + Quoted.of(column.label()) + ")")
            .toList();
    int last = places.size() - 1;
    return "Columns "
        + String.join(", ", places.subList(0, last))
        + " and "
        + places.get(last)
        + " claim the same field "
        + Quoted.of(field)
        + ", and nothing says which of them is meant. Keep one of them under this label, and rename"
        + " or remove the rest.";
  }

  private void requireFields() {
    List<String> missing =
        schema.fields().stream()
            .filter(this::isNeeded)
            .map(Field::name)
            .filter(mapping.missing()::contains)
            .toList();
    if (!missing.isEmpty()) {
      throw missing("The header lacks " + list(missing) + ". ", missing);
    }
    boolean nothingInCommon =
        !schema.fields().isEmpty() && mapping.missing().size() == schema.fields().size();
    if (nothingInCommon && schema.fieldsMatch() == FieldsMatch.PARTIAL) {
      throw missing("The header has none of the fields of the schema. ", mapping.missing());
    }
  }

  private boolean isNeeded(Field field) {
    return switch (schema.fieldsMatch()) {
      case EXACT, EQUAL, SUBSET -> true;
      case SUPERSET, PARTIAL -> field.isRequired() || schema.primaryKey().contains(field.name());
    };
  }

  private void requireNoSurplus() {
    List<String> surplus = surplus();
    if (!surplus.isEmpty()) {
      throw new SourceException(
          ErrorCode.EXTRA_LABEL,
          "The header has "
              + list(surplus)
              + ", for which the schema '"
              + schema.name()
              + "' has no field. Remove or rename the columns, or use a schema that lets further"
              + " ones in (fieldsMatch 'subset' or 'partial').");
    }
  }

  /** All columns have fields, and all fields have columns, by now. */
  private void requireOrder() {
    for (int i = 0; i < mapping.columns().size(); i++) {
      Column column = mapping.columns().get(i);
      String expected = schema.fields().get(i).name();
      if (!Objects.equals(column.field(), expected)) {
        throw new SourceException(
            ErrorCode.INCORRECT_LABEL,
            "Column "
                + column.column()
                + " is labelled "
                + Quoted.of(column.label())
                + " where the schema '"
                + schema.name()
                + "' expects "
                + Quoted.of(expected)
                + ". Put the columns into the order "
                + list(schema.fields().stream().map(Field::name).toList())
                + ", or use a schema that lets them come in any (fieldsMatch 'equal').");
      }
    }
  }

  private SourceException missing(String sentence, List<String> missing) {
    List<LabelProposal> proposals = proposals();
    String message =
        sentence
            + "It has "
            + list(labels())
            + "; the schema '"
            + schema.name()
            + "' expects "
            + list(schema.fields().stream().map(Field::name).toList())
            + "."
            + proposals.stream()
                .map(each -> " " + Quoted.of(each.label()) + " is close to '" + each.field() + "'.")
                .collect(Collectors.joining());
    return new SourceException(ErrorCode.MISSING_LABEL, message)
        .withMissingLabels(new MissingLabels(missing, labels(), proposals));
  }

  /** Labels that are probably misspelt, each with the field that is meant. */
  private List<LabelProposal> proposals() {
    return surplus().stream()
        .limit(MAX_LISTED_LABELS)
        .flatMap(label -> schema.proposal(label).stream())
        .filter(proposal -> mapping.missing().contains(proposal.field()))
        .sorted(Comparator.comparingDouble(LabelProposal::score).reversed())
        .toList();
  }

  private List<String> labels() {
    return mapping.columns().stream().map(Column::label).toList();
  }

  private List<String> surplus() {
    return mapping.columns().stream()
        .filter(column -> column.field() == null)
        .map(Column::label)
        .toList();
  }

  private static String list(List<String> labels) {
    String listed =
        labels.stream().limit(MAX_LISTED_LABELS).map(Quoted::of).collect(Collectors.joining(", "));
    int left = labels.size() - MAX_LISTED_LABELS;
    return left > 0 ? listed + " and " + left + " more" : listed;
  }
}
