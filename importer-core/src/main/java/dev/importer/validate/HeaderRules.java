package dev.importer.validate;

import dev.importer.error.ErrorCode;
import dev.importer.error.LabelProposal;
import dev.importer.error.MissingLabels;
import dev.importer.error.SourceException;
import dev.importer.schema.Field;
import dev.importer.schema.FieldsMatch;
import dev.importer.schema.Schema;
import dev.importer.type.Quoted;
import dev.importer.validate.HeaderMapping.Column;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

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
   * @throws SourceException {@code duplicate-label}, {@code missing-label}, {@code extra-label} or
   *     {@code incorrect-label}
   */
  static void require(HeaderMapping mapping, Schema schema) {
    HeaderRules rules = new HeaderRules(schema, mapping);
    rules.requireDistinct();
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

  private void requireDistinct() {
    Set<String> seen = new HashSet<>();
    for (Column column : mapping.columns()) {
      if (column.field() != null && !seen.add(column.field())) {
        throw new SourceException(
            ErrorCode.DUPLICATE_LABEL,
            "Two columns claim the field '" + column.field() + "'. Rename or remove one of them.");
      }
    }
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
