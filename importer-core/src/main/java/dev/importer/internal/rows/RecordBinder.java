package dev.importer.internal.rows;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.internal.check.CheckedRow;
import dev.importer.results.HeaderMapping;
import dev.importer.row.Header;
import dev.importer.row.TypedRow;
import dev.importer.schema.SchemaField;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes records of an application from checked rows, matching components to columns by name. */
final class RecordBinder<T> {

  private static final Logger LOG = LoggerFactory.getLogger(RecordBinder.class);

  private final Constructor<T> constructor;
  private final RecordComponent[] components;
  private final Conversion[] conversions;
  private final Map<String, Integer> positions = new HashMap<>();
  private final int[] columnOfComponent;
  private @Nullable Header boundNames;

  private RecordBinder(Constructor<T> constructor, RecordComponent[] components) {
    this.constructor = constructor;
    this.components = components;
    this.conversions = new Conversion[components.length];
    this.columnOfComponent = new int[components.length];
    for (int i = 0; i < components.length; i++) {
      conversions[i] = Conversion.to(components[i]);
      positions.put(normal(nameOf(components[i])), i);
    }
  }

  /** A component may be the field of another name. */
  private static String nameOf(RecordComponent component) {
    SchemaField field = component.getAnnotation(SchemaField.class);
    return field == null || field.name().isEmpty() ? component.getName() : field.name();
  }

  static <T> RecordBinder<T> of(Class<T> type) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException(type.getName() + " is not a record");
    }
    RecordComponent[] components = type.getRecordComponents();
    return new RecordBinder<>(constructorOf(type, components), components);
  }

  /** The canonical constructor of a record class. */
  static <T> Constructor<T> constructorOf(Class<T> type, RecordComponent[] components) {
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
    }
    try {
      Constructor<T> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has its canonical constructor", e);
    }
  }

  TypedRow<T> bind(CheckedRow checked) {
    long number = checked.row().number();
    long line = checked.row().line();
    if (checked instanceof CheckedRow.Failed failed) {
      return new TypedRow<>(number, line, null, failed.errors());
    }
    CheckedRow.Valid valid = (CheckedRow.Valid) checked;
    bindColumns(valid.names());
    List<ImportError> errors = new ArrayList<>();
    @Nullable Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      int column = columnOfComponent[i];
      Object value = column < 0 ? null : valid.value(column);
      try {
        arguments[i] = conversions[i].apply(value);
      } catch (UnfitValueException e) {
        errors.add(
            new ImportError(
                value == null ? ErrorCode.CONSTRAINT_ERROR : ErrorCode.TYPE_ERROR,
                value == null ? "required" : components[i].getType().getSimpleName(),
                column < 0 ? components[i].getName() : valid.names().label(column),
                column < 0 ? null : column + 1,
                value == null ? null : value.toString(),
                String.valueOf(e.getMessage()),
                number,
                line));
      }
    }
    return errors.isEmpty()
        ? make(arguments, number, line)
        : new TypedRow<>(number, line, null, List.copyOf(errors));
  }

  private TypedRow<T> make(@Nullable Object[] arguments, long number, long line) {
    try {
      return new TypedRow<>(number, line, constructor.newInstance(arguments), List.of());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      return new TypedRow<>(number, line, null, List.of(refusal(e.getCause(), number, line)));
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException("the record cannot be made", e);
    }
  }

  /** The record's own constructor refused the values of a row; the next row may be fine. */
  private ImportError refusal(@Nullable Throwable thrown, long number, long line) {
    LOG.debug("Row {} on line {} is refused by the record", number, line, thrown);
    String reason = thrown == null ? null : thrown.getMessage();
    return new ImportError(
        ErrorCode.ROW_CONSTRAINT,
        constructor.getDeclaringClass().getSimpleName(),
        null,
        null,
        null,
        reason == null || reason.isBlank() ? "the record refuses it: " + thrown : reason,
        number,
        line);
  }

  /** The components to which no column of a source leads. */
  List<String> unfed(HeaderMapping mapping) {
    Set<String> fed =
        Stream.concat(
                mapping.columns().stream()
                    .filter(column -> !column.isLeftOut())
                    .map(column -> column.field() == null ? column.label() : column.field()),
                mapping.constants().stream().map(HeaderMapping.Constant::field))
            .map(RecordBinder::normal)
            .collect(Collectors.toSet());
    return Stream.of(components)
        .filter(component -> !fed.contains(normal(nameOf(component))))
        .map(RecordComponent::getName)
        .toList();
  }

  private void bindColumns(Header names) {
    if (names == boundNames) {
      return;
    }
    java.util.Arrays.fill(columnOfComponent, -1);
    for (int column = 0; column < names.size(); column++) {
      Integer component = positions.get(normal(names.label(column)));
      if (component != null && columnOfComponent[component] < 0) {
        columnOfComponent[component] = column;
      }
    }
    boundNames = names;
  }

  /** Java writes firstName what files call first_name, First Name or first-name. */
  static String normal(String name) {
    StringBuilder letters = new StringBuilder(name.length());
    name.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
    return letters.toString().toLowerCase(Locale.ROOT);
  }
}
