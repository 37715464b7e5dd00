package dev.importer.internal.rows;

import dev.importer.internal.shape.Part;
import dev.importer.internal.shape.RefusedException;
import dev.importer.internal.shape.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes objects of an application from JSON objects, matching their parts to members by name as
 * {@link RowBinder} does with columns. Members without a part are left out.
 */
final class NestedObject {

  private final Shape<?> shape;
  private final List<Part> parts;
  private final Conversion[] conversions;
  private final Map<String, Integer> positions = new HashMap<>();

  NestedObject(Class<?> type) {
    this.shape = Shape.of(type).opened();
    this.parts = shape.parts();
    this.conversions = new Conversion[parts.size()];
    for (int i = 0; i < conversions.length; i++) {
      positions.put(RowBinder.normal(parts.get(i).name()), i);
    }
  }

  /** Finds the conversions of the parts; apart from the constructor, because they may recur. */
  void learn(Conversions known) {
    for (int i = 0; i < conversions.length; i++) {
      conversions[i] = known.of(parts.get(i));
    }
  }

  Object of(Map<String, @Nullable Object> members) throws UnfitValueException {
    @Nullable Object[] values = new Object[conversions.length];
    members.forEach(
        (name, value) -> {
          Integer position = positions.get(RowBinder.normal(name));
          if (position != null && values[position] == null) {
            values[position] = value;
          }
        });
    for (int i = 0; i < values.length; i++) {
      try {
        values[i] = conversions[i].apply(values[i]);
      } catch (UnfitValueException e) {
        throw e.in(parts.get(i).name());
      }
    }
    try {
      return shape.make(values);
    } catch (RefusedException e) {
      UnfitValueException refused = new UnfitValueException(e.reason());
      throw e.part() == RefusedException.ALL ? refused : refused.in(parts.get(e.part()).name());
    }
  }
}
