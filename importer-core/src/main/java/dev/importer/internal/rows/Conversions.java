package dev.importer.internal.rows;

import dev.importer.internal.shape.Part;
import dev.importer.internal.shape.Shape;
import dev.importer.internal.type.JsonTree;
import dev.importer.row.JsonText;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the conversions for the parts of an object, and of the objects inside it. Lists, objects
 * and arrays become {@link List}s, {@link Map}s and objects of what their parameters and parts say.
 */
final class Conversions {

  /** Objects under way are here already, so that one may hold others of its own class. */
  private final Map<Class<?>, NestedObject> objects = new HashMap<>();

  Conversion of(Part part) {
    Conversion conversion = of(part.type());
    if (conversion == null) {
      throw new IllegalArgumentException(
          part.words()
              + " has the type "
              + part.type().getTypeName()
              + ", which a cell cannot become");
    }
    return conversion;
  }

  /** The conversion to a type, or null if a cell cannot become one. */
  private @Nullable Conversion of(Type type) {
    if (type instanceof WildcardType wildcard) {
      return of(wildcard.getUpperBounds()[0]);
    } else if (type instanceof ParameterizedType generic) {
      return ofGeneric((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
    } else if (!(type instanceof Class<?>)) {
      return null;
    }
    Class<?> plain = (Class<?>) type;
    if (plain == Optional.class || plain == List.class) {
      return ofGeneric(plain, new Type[] {Object.class});
    } else if (plain == Map.class) {
      return ofGeneric(plain, new Type[] {String.class, Object.class});
    }
    ScalarConversion conversion = ScalarConversion.to(plain);
    if (conversion != null) {
      return nullable(conversion, plain.isPrimitive());
    }
    return Shape.isExpectedOf(plain) ? object(plain) : null;
  }

  private static Conversion nullable(ScalarConversion conversion, boolean primitive) {
    return value -> {
      if (value != null) {
        return conversion.apply(value);
      }
      if (primitive) {
        throw new UnfitValueException("a value is required");
      }
      return null;
    };
  }

  private @Nullable Conversion ofGeneric(Class<?> type, Type[] arguments) {
    Conversion last = of(arguments[arguments.length - 1]);
    if (last == null) {
      return null;
    } else if (type == Optional.class) {
      return value -> Optional.ofNullable(value == null ? null : last.apply(value));
    } else if (type == List.class) {
      return value -> value == null ? null : list(value, last);
    } else if (type == Map.class && arguments[0] == String.class) {
      return value -> value == null ? null : map(value, last);
    }
    return null;
  }

  private Conversion object(Class<?> type) {
    NestedObject object = objects.get(type);
    if (object == null) {
      object = new NestedObject(type);
      objects.put(type, object);
      object.learn(this);
    }
    NestedObject found = object;
    return value -> value == null ? null : found.of(members(value, type.getSimpleName()));
  }

  private static List<@Nullable Object> list(Object value, Conversion item)
      throws UnfitValueException {
    if (!(treeOf(value) instanceof List<?> items)) {
      throw ScalarConversion.unfit(value, "List");
    }
    List<@Nullable Object> converted = new ArrayList<>(items.size());
    for (Object each : items) {
      try {
        converted.add(item.apply(each));
      } catch (UnfitValueException e) {
        throw e.in("item " + (converted.size() + 1));
      }
    }
    return Collections.unmodifiableList(converted);
  }

  private static Map<String, @Nullable Object> map(Object value, Conversion member)
      throws UnfitValueException {
    Map<String, @Nullable Object> converted = new LinkedHashMap<>();
    for (Map.Entry<String, @Nullable Object> each : members(value, "Map").entrySet()) {
      try {
        converted.put(each.getKey(), member.apply(each.getValue()));
      } catch (UnfitValueException e) {
        throw e.in(each.getKey());
      }
    }
    return Collections.unmodifiableMap(converted);
  }

  private static Map<String, @Nullable Object> members(Object value, String type)
      throws UnfitValueException {
    if (!(treeOf(value) instanceof Map<?, ?> members)) {
      throw ScalarConversion.unfit(value, type);
    }
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    members.forEach((name, member) -> named.put((String) name, member));
    return named;
  }

  private static @Nullable Object treeOf(Object value) throws UnfitValueException {
    if (!(value instanceof JsonText json)) {
      return value;
    }
    try {
      return JsonTree.of(json.text());
    } catch (IllegalArgumentException e) {
      throw new UnfitValueException("the JSON " + e.getMessage());
    }
  }
}
