package dev.importer.internal.type;

import dev.importer.internal.text.Quoted;
import dev.importer.type.FieldType;
import dev.importer.type.TypeOptions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cast to a list of values of one type, written with a delimiter in between; from JSON also an
 * array. Nothing is trimmed: what stands between two delimiters is the item.
 */
final class ListCast implements Cast {

  private final String delimiter;
  private final FieldType itemType;
  private final Cast item;

  ListCast(TypeOptions.OfList options) {
    this.delimiter = options.delimiter();
    this.itemType = options.itemType();
    this.item = Cast.to(itemType, "default", TypeOptions.defaultOf(itemType));
  }

  /** An unmodifiable {@link List} of values. */
  @Override
  public Object apply(Object cell) {
    if (cell instanceof String text) {
      return items(cell, split(text));
    }
    List<?> array = cell instanceof List<?> values ? values : JsonTree.arrayIn(cell);
    return array == null
        ? new Unfit(Quoted.of(cell) + " is not a list of " + itemType.text() + " values")
        : items(cell, array);
  }

  private Object items(Object cell, List<?> written) {
    List<Object> values = new ArrayList<>(written.size());
    for (@Nullable Object each : written) {
      Object value = each == null ? new Unfit("null is no value") : item.apply(each);
      if (value instanceof Unfit unfit) {
        return new Unfit(
            Quoted.of(cell) + ": item " + (values.size() + 1) + ": " + unfit.message());
      }
      values.add(value);
    }
    return List.copyOf(values);
  }

  private List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    if (text.isEmpty()) {
      return parts;
    }
    for (int end = text.indexOf(delimiter); end >= 0; end = text.indexOf(delimiter, start)) {
      parts.add(text.substring(start, end));
      start = end + delimiter.length();
    }
    parts.add(text.substring(start));
    return parts;
  }
}
