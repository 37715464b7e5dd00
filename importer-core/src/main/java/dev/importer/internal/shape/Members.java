package dev.importer.internal.shape;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields and getters of a class, by the names of its properties. */
final class Members {

  private Members() {}

  /** The fields that a class itself declares for its objects, in the order of its source. */
  static List<Field> fields(Class<?> type) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
        .toList();
  }

  /** The same, behind those of the classes above it. */
  static List<Field> allFields(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      fields.addAll(0, fields(each));
    }
    return fields;
  }

  /** Where annotations of a property may stand, besides what fills it. */
  static Stream<AnnotatedElement> places(Class<?> type, String property) {
    return Stream.concat(field(type, property).stream(), getter(type, property).stream());
  }

  /** The field of a property; of a truth value, it may be called isActive. */
  static Optional<Field> field(Class<?> type, String property) {
    List<Field> fields = allFields(type);
    return Stream.of(property, small(property), "is" + capital(property))
        .flatMap(
            name ->
                fields.stream()
                    .filter(field -> field.getName().equals(name))
                    .reduce((above, below) -> below)
                    .stream())
        .findFirst();
  }

  /** What gives the value of a property. */
  static Optional<Method> getter(Class<?> type, String property) {
    return Stream.of("get" + capital(property), "is" + capital(property), property)
        .flatMap(name -> Stream.ofNullable(plainMethod(type, name)))
        .findFirst();
  }

  private static @Nullable Method plainMethod(Class<?> type, String name) {
    try {
      Method method = type.getMethod(name);
      return method.getReturnType() == void.class ? null : method;
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  private static String small(String name) {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static String capital(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
