package dev.importer.internal.rows;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of an application from JSON objects, matching components to members by name as
 * {@link RecordBinder} does with columns. Members without a component are left out.
 */
final class NestedRecord {

  private final Constructor<?> constructor;
  private final RecordComponent[] components;
  private final Conversion[] conversions;
  private final Map<String, Integer> positions = new HashMap<>();

  NestedRecord(Class<?> type) {
    this.components = type.getRecordComponents();
    this.constructor = RecordBinder.constructorOf(type, components);
    this.conversions = new Conversion[components.length];
    for (int i = 0; i < components.length; i++) {
      positions.put(RecordBinder.normal(components[i].getName()), i);
    }
  }

  /**
   * Finds the conversions of the components; apart from the constructor, because they may recur.
   */
  void learn(Conversions known) {
    for (int i = 0; i < components.length; i++) {
      conversions[i] = known.of(components[i]);
    }
  }

  Object of(Map<String, @Nullable Object> members) throws UnfitValueException {
    @Nullable Object[] values = new Object[components.length];
    members.forEach(
        (name, value) -> {
          Integer position = positions.get(RecordBinder.normal(name));
          if (position != null && values[position] == null) {
            values[position] = value;
          }
        });
    for (int i = 0; i < values.length; i++) {
      try {
        values[i] = conversions[i].apply(values[i]);
      } catch (UnfitValueException e) {
        throw e.in(components[i].getName());
      }
    }
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      // The record's own constructor refused the values.
      throw new UnfitValueException(String.valueOf(e.getTargetException().getMessage()));
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException("the record cannot be made", e);
    }
  }
}
