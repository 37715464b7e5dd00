package dev.importer.internal.shape;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The constructors of a class that people write, of which one may take the parts of its objects.
 */
final class Constructors<T> {

  private final Class<T> type;
  private final List<Constructor<T>> all;

  private Constructors(Class<T> type, List<Constructor<T>> all) {
    this.type = type;
    this.all = all;
  }

  @SuppressWarnings("unchecked") // A class has constructors of its own objects only.
  static <T> Constructors<T> of(Class<T> type) {
    return new Constructors<>(
        type,
        Arrays.stream(type.getConstructors())
            .filter(each -> !isOfCompiler(each))
            .map(each -> (Constructor<T>) each)
            .toList());
  }

  /** Kotlin adds some for parameters with default values, with a marker as the last one. */
  private static boolean isOfCompiler(Constructor<?> constructor) {
    Class<?>[] types = constructor.getParameterTypes();
    String last = types.length == 0 ? "" : types[types.length - 1].getName();
    return constructor.isSynthetic()
        || (last.startsWith("kotlin") && last.endsWith("ConstructorMarker"));
  }

  /** The canonical constructor of a record. */
  static <T> Shape<T> ofRecord(Class<T> type) {
    List<Part> parts = new ArrayList<>();
    List<Class<?>> types = new ArrayList<>();
    for (RecordComponent each : type.getRecordComponents()) {
      parts.add(
          new Part(
              Part.Kind.COMPONENT, each.getName(), each.getGenericType(), type, List.of(each)));
      types.add(each.getType());
    }
    try {
      return shape(type, type.getDeclaredConstructor(types.toArray(Class<?>[]::new)), parts);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has its canonical constructor", e);
    }
  }

  /** Whether there is one without parameters. */
  boolean hasPlain() {
    return all.stream().anyMatch(each -> each.getParameterCount() == 0);
  }

  /** The one without parameters. */
  Constructor<T> plain() {
    return all.stream().filter(each -> each.getParameterCount() == 0).findFirst().orElseThrow();
  }

  /**
   * The shape of a class with one constructor that takes everything.
   *
   * @throws IllegalArgumentException if there is no such constructor, or more than one
   */
  Shape<T> shape() {
    List<Constructor<T>> full = all.stream().filter(each -> each.getParameterCount() > 0).toList();
    if (full.size() != 1) {
      throw Shape.refused(type, fault(full.size()));
    }
    Constructor<T> constructor = full.get(0);
    List<String> names =
        ParameterNames.of(constructor)
            .orElseThrow(
                () ->
                    Shape.refused(
                        type,
                        "does not tell the names of the parameters of its constructor; compile it"
                            + " with -parameters (Kotlin: -java-parameters), annotate the"
                            + " constructor with @ConstructorProperties (Lombok:"
                            + " lombok.anyConstructor.addConstructorProperties = true), or make it"
                            + " a record"));
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Parameter parameter = constructor.getParameters()[i];
      String name = names.get(i);
      List<AnnotatedElement> places =
          Stream.concat(Stream.of(parameter), Members.places(type, name)).toList();
      parts.add(
          new Part(Part.Kind.PARAMETER, name, parameter.getParameterizedType(), type, places));
    }
    return shape(type, constructor, parts);
  }

  private String fault(int full) {
    if (hasPlain()) {
      return "has a constructor without parameters, and no setters; give it setters, or a single"
          + " public constructor with all values, or make it a record";
    }
    return (full == 0 ? "has no public constructor" : "has " + full + " public constructors")
        + "; give it a single one with all values, or one without parameters, and setters, or make"
        + " it a record";
  }

  private static <T> Shape<T> shape(Class<T> type, Constructor<T> constructor, List<Part> parts) {
    return new Shape<>(
        type,
        parts,
        List.of(constructor),
        values -> {
          try {
            return constructor.newInstance(values);
          } catch (InvocationTargetException e) {
            throw RefusedException.of(e.getCause(), RefusedException.ALL);
          } catch (InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException("the object cannot be made", e);
          }
        });
  }
}
