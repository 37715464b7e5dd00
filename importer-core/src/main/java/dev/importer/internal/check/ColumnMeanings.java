package dev.importer.internal.check;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.internal.plan.Mapping;
import dev.importer.internal.text.Quoted;
import dev.importer.internal.text.Suggestion;
import dev.importer.results.HeaderMapping;
import dev.importer.results.HeaderMapping.Column;
import dev.importer.results.HeaderMapping.Constant;
import dev.importer.results.HeaderMapping.Reason;
import dev.importer.results.StoredImport;
import dev.importer.row.Header;
import dev.importer.schema.Field;
import dev.importer.schema.FieldsMatch;
import dev.importer.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What each label of a source means under a schema: what was asked for, and else what the schema
 * knows. Immutable.
 */
public final class ColumnMeanings {

  /** The position of a field that does not exist. */
  static final int NO_FIELD = -1;

  private static final String LEFT_OUT = "";

  private final Schema schema;
  private final Reason asked;

  /** The names of fields by labels; an empty name leaves the column out. */
  private final Map<String, String> fields;

  private final List<Constant> constants;

  /** Labels that would be those of fields if there were not others that are more so. */
  private final Set<String> yielding;

  private ColumnMeanings(
      Schema schema,
      Reason asked,
      Map<String, String> fields,
      List<Constant> constants,
      Set<String> yielding) {
    this.schema = schema;
    this.asked = asked;
    this.fields = fields;
    this.constants = constants;
    this.yielding = yielding;
  }

  /**
   * What labels mean if the source has no header, and its records bring labels of their own.
   *
   * @throws SourceException {@code unknown-field} if a field is named that the schema does not
   *     have; {@code bad-constant} if a field has two constants
   */
  public static ColumnMeanings of(Schema schema, Mapping mapping) {
    Map<String, String> fields = new LinkedHashMap<>();
    mapping
        .columns()
        .forEach(
            (label, field) ->
                fields.put(
                    label,
                    field.isBlank()
                        ? LEFT_OUT
                        : nameOf(field, schema, "The map sends " + Quoted.of(label) + " to ")));
    Map<String, String> constants = new LinkedHashMap<>();
    mapping
        .constants()
        .forEach(
            (field, value) -> {
              String name = nameOf(field, schema, "There is a constant for ");
              if (constants.put(name, value) != null) {
                throw new SourceException(
                    ErrorCode.BAD_CONSTANT,
                    "The field " + Quoted.of(name) + " has two constants. Keep one of them.");
              }
            });
    return new ColumnMeanings(
        schema,
        mapping.isRemembered() ? Reason.REMEMBERED : Reason.GIVEN,
        fields,
        constants.entrySet().stream()
            .map(each -> new Constant(each.getKey(), each.getValue()))
            .toList(),
        Set.of());
  }

  /** What the labels of an import mean, as far as they were met. */
  public static ColumnMeanings of(Schema schema, Mapping mapping, StoredImport stored) {
    ColumnMeanings meanings = of(schema, mapping);
    return stored.format().isTable() && !stored.labels().isEmpty()
        ? meanings.under(headerOf(stored), stored.labels())
        : meanings;
  }

  /** The labels of the columns of a table; what is met beyond them holds surplus cells. */
  private static Header headerOf(StoredImport stored) {
    int width = Math.min(stored.columns().size(), stored.labels().size());
    return new Header(stored.columns().subList(0, width));
  }

  /** The mapping of an import, as far as its labels were met. */
  public HeaderMapping of(StoredImport stored) {
    return stored.format().isTable() ? ofHeader(headerOf(stored)) : ofMembers(stored.columns());
  }

  /** What labels mean under a schema if nothing was asked for. */
  static ColumnMeanings of(Schema schema) {
    return of(schema, Mapping.NONE);
  }

  /**
   * Whether a header takes a mapping, and its fields have one column each.
   *
   * @param written the labels as they stand in the source
   */
  public static boolean fits(Schema schema, Mapping mapping, Header header, List<String> written) {
    try {
      ColumnMeanings meanings = of(schema, mapping).under(header, written);
      new HeaderRules(meanings, meanings.ofHeader(header), written).requireDistinct();
      return true;
    } catch (SourceException e) {
      return false;
    }
  }

  /**
   * A mapping of columns by other labels for them.
   *
   * @param columns fields by the labels of columns, or by their positions
   * @param labels the labels that these columns had
   * @param others the labels that they have
   * @return empty if the columns are not those of the labels
   */
  public static Optional<Map<String, String>> renamed(
      Map<String, String> columns, List<String> labels, List<String> others) {
    Map<String, String> renamed = new LinkedHashMap<>();
    for (Map.Entry<String, String> each : columns.entrySet()) {
      int position = NamedColumns.positionOf(each.getKey(), labels);
      if (position < 0 || position >= others.size()) {
        return Optional.empty();
      }
      renamed.put(NamedColumns.nameOf(position, others), each.getValue());
    }
    return Optional.of(renamed);
  }

  private static String nameOf(String field, Schema schema, String beginning) {
    List<String> names = schema.fields().stream().map(Field::name).toList();
    if (names.isEmpty() || names.contains(field)) {
      return field;
    }
    int position = schema.indexOf(field);
    if (position == NO_FIELD) {
      String hint = Suggestion.hint(field, names);
      throw new SourceException(
          ErrorCode.UNKNOWN_FIELD,
          beginning
              + Quoted.of(field)
              + ", but the schema '"
              + schema.name()
              + "' has no such field"
              + (hint.isEmpty() ? "." : hint)
              + " Its fields are "
              + Listed.of(names)
              + ".");
    }
    return names.get(position);
  }

  /**
   * What labels mean under a header, to whose columns everything that was asked for has to lead.
   *
   * @param header the labels, each different
   * @param written the labels as they stand in the source, where the same may stand twice
   * @throws SourceException {@code unknown-label} if a column is named that there is not; {@code
   *     duplicate-label} if it is not clear which column is meant, or if one is named twice
   */
  public ColumnMeanings under(Header header, List<String> written) {
    NamedColumns columns = new NamedColumns(header, written);
    Map<String, String> resolved = new LinkedHashMap<>();
    fields.forEach(
        (named, field) -> {
          String label = columns.labelOf(named);
          if (resolved.put(label, field) != null) {
            throw new SourceException(
                ErrorCode.DUPLICATE_LABEL,
                "The map names column "
                    + (header.indexOf(label) + 1)
                    + " ("
                    + Quoted.of(label)
                    + ") twice. Keep one of them.");
          }
        });
    return new ColumnMeanings(schema, asked, resolved, constants, Set.of())
        .among(header.labels(), true);
  }

  /**
   * What labels mean that stand beside each other: the name of a field wins over its aliases, and
   * these win over looser spellings. Two that are equally good both mean the field.
   *
   * @param columns whether they are those of a header, in which a position may mean something
   */
  ColumnMeanings among(List<String> labels, boolean columns) {
    Map<String, List<Column>> claims = new HashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      Column column = of(i, labels.get(i), columns);
      if (column.field() != null) {
        claims.computeIfAbsent(column.field(), field -> new ArrayList<>(1)).add(column);
      }
    }
    Set<String> weaker = new HashSet<>();
    for (List<Column> claim : claims.values()) {
      if (claim.size() > 1) {
        int best = claim.stream().mapToInt(this::rank).min().orElseThrow();
        claim.stream()
            .filter(column -> rank(column) > best)
            .forEach(column -> weaker.add(column.label()));
      }
    }
    return weaker.isEmpty()
        ? this
        : new ColumnMeanings(schema, asked, fields, constants, Set.copyOf(weaker));
  }

  private int rank(Column column) {
    Reason reason = Objects.requireNonNull(column.reason());
    return switch (reason) {
      case GIVEN, REMEMBERED, EXACT -> 0;
      case NORMALISED -> isSame(column.label(), String.valueOf(column.field())) ? 0 : 2;
      case ALIAS ->
          schema.fields().get(positionOf(column.field())).aliases().stream()
                  .anyMatch(alias -> isSame(column.label(), alias))
              ? 1
              : 2;
      case POSITION -> 2;
    };
  }

  private static boolean isSame(String label, String name) {
    return Schema.normalLabel(label).equals(Schema.normalLabel(name));
  }

  /** Whether another label means the field that this one would mean otherwise. */
  boolean yields(String label) {
    return yielding.contains(label);
  }

  /** What a label means wherever it stands, as a record that brings its labels has it. */
  public Column of(String label) {
    return of(0, label, false);
  }

  /**
   * What a column means.
   *
   * @param column its position, 0-based
   * @param header whether it is a column of a header, in which a position may mean something: only
   *     if the fields stand in the order of the columns, one without a label is told by it
   */
  Column of(int column, String label, boolean header) {
    String named = fields.get(label);
    if (named != null) {
      return new Column(column + 1, label, named.equals(LEFT_OUT) ? null : named, asked);
    }
    int position = schema.indexOf(label);
    if (yielding.contains(label)) {
      return new Column(column + 1, label, null, null);
    }
    if (position != NO_FIELD) {
      Field field = schema.fields().get(position);
      return new Column(column + 1, label, field.name(), reason(label, field));
    }
    boolean byPosition =
        header
            && schema.fieldsMatch() == FieldsMatch.EXACT
            && column < schema.fields().size()
            && label.equals(Header.positionalLabel(column));
    return byPosition
        ? new Column(column + 1, label, schema.fields().get(column).name(), Reason.POSITION)
        : new Column(column + 1, label, null, null);
  }

  private static Reason reason(String label, Field field) {
    if (field.name().equals(label)) {
      return Reason.EXACT;
    }
    return field.isNamed(label) ? Reason.NORMALISED : Reason.ALIAS;
  }

  /** The mapping of a header. */
  public HeaderMapping ofHeader(Header header) {
    return of(header.labels(), true);
  }

  /**
   * The mapping of the member names of JSON objects, in which no position means anything, as if all
   * stood in one object.
   */
  public HeaderMapping ofMembers(List<String> names) {
    return among(names, false).of(names, false);
  }

  private HeaderMapping of(List<String> labels, boolean header) {
    List<Column> columns = new ArrayList<>();
    Set<String> missing = new LinkedHashSet<>();
    schema.fields().forEach(field -> missing.add(field.name()));
    constants.forEach(constant -> missing.remove(constant.field()));
    for (int i = 0; i < labels.size(); i++) {
      Column column = of(i, labels.get(i), header);
      columns.add(column);
      if (column.field() != null) {
        missing.remove(column.field());
      }
    }
    return new HeaderMapping(columns, List.copyOf(missing), constants, List.of());
  }

  /** What the labels are labels of. */
  Schema schema() {
    return schema;
  }

  /** The fields that have one value for all rows. */
  List<Constant> constants() {
    return constants;
  }

  /**
   * Requires that every label that was named is there.
   *
   * @param met all labels of the records of a source
   * @throws SourceException {@code unknown-label} if one is not
   */
  public void requireMet(List<String> met) {
    for (String label : fields.keySet()) {
      if (!met.contains(label)) {
        String hint = Suggestion.hint(label, met);
        throw new SourceException(
            ErrorCode.UNKNOWN_LABEL,
            "The map names the member "
                + Quoted.of(label)
                + ", which no record has"
                + (hint.isEmpty() ? "." : hint)
                + " There are "
                + Listed.of(met)
                + ".");
      }
    }
  }

  /** Whether a column of this label is left out. */
  public boolean isLeftOut(String label) {
    return LEFT_OUT.equals(fields.get(label));
  }

  /** The labels of columns that are left out. */
  public Set<String> leftOut() {
    return fields.keySet().stream().filter(this::isLeftOut).collect(Collectors.toSet());
  }

  /** The position of a field by its name; {@link #NO_FIELD} if there is none. */
  public int positionOf(@Nullable String field) {
    for (int i = 0; field != null && i < schema.fields().size(); i++) {
      if (schema.fields().get(i).name().equals(field)) {
        return i;
      }
    }
    return NO_FIELD;
  }
}
