package dev.importer.internal.check;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.internal.text.Quoted;
import dev.importer.results.HeaderMapping;
import dev.importer.results.HeaderMapping.Column;
import dev.importer.results.HeaderMapping.Constant;
import dev.importer.results.HeaderMapping.Reason;
import dev.importer.schema.Field;
import dev.importer.schema.FieldsMatch;
import dev.importer.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether a header agrees with a schema as the schema asks for it (fieldsMatch). */
final class HeaderRules {

  private final ColumnMeanings meanings;
  private final Schema schema;
  private final HeaderMapping mapping;
  private final List<String> written;

  /**
   * The rules of a schema.
   *
   * @param meanings what the labels mean
   * @param written the labels as they stand in the source, where the same may stand twice
   */
  HeaderRules(ColumnMeanings meanings, HeaderMapping mapping, List<String> written) {
    this.meanings = meanings;
    this.schema = meanings.schema();
    this.mapping = mapping;
    this.written = written;
  }

  /** Whether columns may be there that the schema does not name. */
  static boolean allowsSurplus(FieldsMatch match) {
    return match == FieldsMatch.SUBSET || match == FieldsMatch.PARTIAL;
  }

  /** Whether a field has to have a column. */
  static boolean isNeeded(Field field, Schema schema) {
    return switch (schema.fieldsMatch()) {
      case EXACT, EQUAL, SUBSET -> true;
      case SUPERSET, PARTIAL -> field.isRequired() || schema.primaryKey().contains(field.name());
    };
  }

  /**
   * Requires that a field has one column at most, and none beside a constant: nobody but the sender
   * knows which of two columns is the field, so none is chosen.
   *
   * @throws SourceException {@code duplicate-label} or {@code bad-constant}
   */
  void requireDistinct() {
    Map<String, List<Column>> claims = new LinkedHashMap<>();
    for (Column column : mapping.columns()) {
      String field = claimed(column);
      if (field != null) {
        claims.computeIfAbsent(field, name -> new ArrayList<>()).add(column);
      }
    }
    for (Constant constant : mapping.constants()) {
      List<Column> columns = claims.get(constant.field());
      if (columns != null) {
        throw new SourceException(ErrorCode.BAD_CONSTANT, fed(constant, columns.get(0)));
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
  private @Nullable String claimed(Column column) {
    if (column.field() != null || column.isLeftOut()) {
      return column.field();
    }
    if (schema.fields().isEmpty()) {
      return column.label();
    }
    String label = written.get(column.column() - 1);
    int field =
        label.isBlank() || meanings.yields(label) ? ColumnMeanings.NO_FIELD : schema.indexOf(label);
    return field == ColumnMeanings.NO_FIELD ? null : schema.fields().get(field).name();
  }

  private String place(Column column) {
    return column.column() + " (" + Quoted.of(written.get(column.column() - 1)) + ")";
  }

  private String fed(Constant constant, Column column) {
    return "The constant "
        + Quoted.of(constant.value())
        + " is for the field "
        + Quoted.of(constant.field())
        + ", which column "
        + place(column)
        + " feeds. Leave out the constant, or the column with the option map: map="
        + NamedColumns.nameOf(column.column() - 1, written)
        + "=";
  }

  private String duplicate(String field, List<Column> columns) {
    List<String> places = columns.stream().limit(Listed.MOST).map(this::place).toList();
    int last = places.size() - 1;
    Column other = columns.get(columns.size() - 1);
    return "Columns "
        + String.join(", ", places.subList(0, last))
        + " and "
        + places.get(last)
        + " claim the same field "
        + Quoted.of(field)
        + ", and nothing says which of them is meant. Leave out all but one with the option map,"
        + " such as map="
        + NamedColumns.nameOf(other.column() - 1, written)
        + "=";
  }

  /** The fields that need a column and have none; empty if the header will do. */
  List<String> lacking() {
    List<String> missing =
        schema.fields().stream()
            .filter(field -> isNeeded(field, schema))
            .map(Field::name)
            .filter(mapping.missing()::contains)
            .toList();
    boolean nothingInCommon =
        !schema.fields().isEmpty() && mapping.missing().size() == schema.fields().size();
    return missing.isEmpty() && nothingInCommon && schema.fieldsMatch() == FieldsMatch.PARTIAL
        ? mapping.missing()
        : missing;
  }

  /**
   * Requires that there are no columns but those that the schema lets in, in an order that it lets
   * in.
   *
   * @throws SourceException {@code extra-label} or {@code incorrect-label}
   */
  void requireNoOthers() {
    if (!allowsSurplus(schema.fieldsMatch())) {
      requireNoSurplus();
    }
    if (schema.fieldsMatch() == FieldsMatch.EXACT) {
      requireOrder();
    }
  }

  private void requireNoSurplus() {
    List<String> surplus =
        mapping.columns().stream().filter(Column::isUnknown).map(Column::label).toList();
    if (!surplus.isEmpty()) {
      throw new SourceException(
          ErrorCode.EXTRA_LABEL,
          "The header has "
              + Listed.of(surplus)
              + ", for which the schema '"
              + schema.name()
              + "' has no field. Remove or rename the columns, leave them out with the option map,"
              + " or use a schema that lets further ones in (fieldsMatch 'subset' or 'partial').");
    }
  }

  /**
   * All columns have fields, and all fields have columns, by now. Who named one knows its place.
   */
  private void requireOrder() {
    List<Column> columns = mapping.columns().stream().filter(each -> !each.isLeftOut()).toList();
    List<String> expected =
        schema.fields().stream()
            .map(Field::name)
            .filter(name -> mapping.constants().stream().noneMatch(c -> c.field().equals(name)))
            .toList();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      boolean named = column.reason() == Reason.GIVEN || column.reason() == Reason.REMEMBERED;
      if (!named && !Objects.equals(column.field(), expected.get(i))) {
        throw new SourceException(
            ErrorCode.INCORRECT_LABEL,
            "Column "
                + column.column()
                + " is labelled "
                + Quoted.of(column.label())
                + " where the schema '"
                + schema.name()
                + "' expects "
                + Quoted.of(expected.get(i))
                + ". Put the columns into the order "
                + Listed.of(expected)
                + ", or use a schema that lets them come in any (fieldsMatch 'equal').");
      }
    }
  }
}
