package dev.importer.internal.check;

import dev.importer.internal.clean.CellCleaner;
import dev.importer.internal.type.Cast;
import dev.importer.internal.type.JsonTree;
import dev.importer.internal.type.Notation;
import dev.importer.internal.type.Unfit;
import dev.importer.internal.type.Values;
import dev.importer.row.JsonText;
import dev.importer.schema.Field;
import dev.importer.schema.FieldCleaning;
import dev.importer.schema.MissingValue;
import dev.importer.type.FieldType;
import dev.importer.type.GeoPoint;
import dev.importer.type.TypeOptions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The stored values of a field as cells of a source: what a person would have written there. The
 * field, with its own cleaning, reads back the same value, digit by digit; every cell is read back
 * before it is given. Immutable.
 *
 * <p>A stored value is what {@link dev.importer.results.StoredRecord#data} or {@link
 * dev.importer.results.StoredRecord#cells} gives for the name of the field: an ISO date, a number
 * with a point.
 */
public final class FieldCells {

  /** Zeros that change nothing of a number but its look, where that stands for no value. */
  private static final List<String> LEADING_ZEROS = List.of("", "0", "00");

  private final Field field;
  private final FieldCheck check;
  private final Cast storedForm;
  private final Notation notation;
  private final List<MissingValue> missing;
  private final CellCleaner cleaner;

  private FieldCells(Field field, List<MissingValue> missing) {
    this.field = field;
    this.missing = missing;
    this.check = new FieldCheck(field, missing);
    this.storedForm = FieldCheck.storedForm(field);
    this.notation = Notation.of(field.type(), field.format(), field.options());
    this.cleaner = new CellCleaner(false, false, List.of(), field.cleaning());
  }

  /**
   * The cells of a field.
   *
   * @param missingValues those of the schema, for fields that have none of their own
   */
  public static FieldCells of(Field field, List<MissingValue> missingValues) {
    List<MissingValue> own = field.missingValues();
    return new FieldCells(field, own == null ? missingValues : own);
  }

  /**
   * A value as the text that a table has in its cell. In a field of anything, what is no text
   * becomes one.
   *
   * @param stored null for no value
   * @return null if no text says it: no value where every text is one, an item of a list that holds
   *     the delimiter, or a value that is none of the field
   */
  public @Nullable String text(@Nullable Object stored) {
    if (stored == null) {
      return noValue();
    }
    Object cell = cell(stored);
    if (field.type() == FieldType.ANY && !(cell instanceof String)) {
      return cell.toString();
    }
    Object value = storedForm.apply(cell);
    return value instanceof Unfit
        ? null
        : texts(value).filter(text -> says(text, value)).findFirst().orElse(null);
  }

  /**
   * A value as a record of a JSON source has it: a {@link String}, {@link Long}, {@link
   * java.math.BigInteger}, {@link java.math.BigDecimal}, {@link Boolean} or {@link JsonText}.
   *
   * @param stored null for no value, which is null there, too
   * @return null also if it is a value that the field has in no form
   */
  public @Nullable Object json(@Nullable Object stored) {
    if (stored == null) {
      return null;
    }
    Object cell = cell(stored);
    Object value = storedForm.apply(cell);
    if (value instanceof Unfit) {
      return null;
    }
    Stream<Object> forms =
        value instanceof GeoPoint
            ? Stream.of(cell, new JsonText(Objects.requireNonNull(notation.text(value))))
            : Stream.of(cell);
    return Stream.concat(forms, texts(value))
        .filter(form -> says(form, value))
        .findFirst()
        .orElse(null);
  }

  /**
   * The typed value, whose classes are said at {@link FieldType}; null if it is none of the field.
   */
  public @Nullable Object value(Object stored) {
    Object value = storedForm.apply(cell(stored));
    return value instanceof Unfit ? null : value;
  }

  /** The forms in which cells come that hold what is nested or small. */
  private static Object cell(Object stored) {
    if (stored instanceof Integer number) {
      return number.longValue();
    }
    return stored instanceof List<?> || stored instanceof Map<?, ?>
        ? new JsonText(JsonTree.text(stored))
        : stored;
  }

  private @Nullable String noValue() {
    boolean usual = missing.contains(MissingValue.EMPTY);
    Stream<String> texts =
        Stream.concat(
            usual ? Stream.of("") : Stream.empty(), missing.stream().map(MissingValue::value));
    return Stream.concat(texts, replacedBy(""))
        .filter(text -> read(text) == null)
        .findFirst()
        .orElse(null);
  }

  /** The texts that may say a value, the likeliest first. */
  private Stream<String> texts(Object value) {
    String usual = notation.text(value);
    Stream<String> plain = usual == null ? Stream.empty() : Stream.of(usual);
    if (value instanceof Number && usual != null) {
      int digits = usual.startsWith("-") ? 1 : 0;
      plain =
          LEADING_ZEROS.stream()
              .map(zeros -> usual.substring(0, digits) + zeros + usual.substring(digits));
    } else if (value instanceof Boolean truth
        && field.options() instanceof TypeOptions.OfBoolean form) {
      plain = Stream.concat(plain, (truth ? form.trueValues() : form.falseValues()).stream());
    }
    return field.cleaning().equals(FieldCleaning.NONE) ? plain : plain.flatMap(this::uncleaned);
  }

  /** The texts of which cleaning may make this one. */
  private Stream<String> uncleaned(String text) {
    return Stream.concat(
        Stream.of(text, "=\"" + text.replace("\"", "\"\"") + "\""), replacedBy(text));
  }

  private Stream<String> replacedBy(String text) {
    return field.cleaning().replacements().entrySet().stream()
        .filter(each -> each.getValue().equals(text))
        .map(Map.Entry::getKey);
  }

  private boolean says(Object cell, Object value) {
    Object read = read(cell);
    return value.equals(read)
        || (value instanceof JsonText
            && read instanceof JsonText
            && Values.canonical(value).equals(Values.canonical(read)));
  }

  private @Nullable Object read(Object cell) {
    CellCleaner.Cleaned cleaned = cell instanceof String text ? cleaner.clean(text) : null;
    return check.read(cleaned == null ? cell : cleaned.text());
  }
}
