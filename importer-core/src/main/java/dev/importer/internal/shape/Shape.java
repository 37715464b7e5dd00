package dev.importer.internal.shape;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How objects of a class are made: of which parts, and by what. A record has its canonical
 * constructor; a class has its single public constructor with parameters whose names are known, or
 * a public one without any, and setters. Immutable and thread-safe.
 */
public final class Shape<T> {

  private static final String ADVICE =
      "; name a record, a class with setters, or one with a single public constructor";

  private final Class<T> type;
  private final List<Part> parts;
  private final List<AccessibleObject> called;
  private final Maker<T> maker;

  /**
   * A shape.
   *
   * @param called what the maker calls
   */
  Shape(Class<T> type, List<Part> parts, List<AccessibleObject> called, Maker<T> maker) {
    this.type = type;
    this.parts = List.copyOf(parts);
    this.called = List.copyOf(called);
    this.maker = maker;
  }

  /**
   * The shape of a class.
   *
   * @throws IllegalArgumentException if objects of it cannot be made of values; the message says
   *     what can be done
   */
  public static <T> Shape<T> of(Class<T> type) {
    String fault = fault(type);
    if (fault != null) {
      throw refused(type, fault);
    }
    return type.isRecord() ? Constructors.ofRecord(type) : ofClass(type);
  }

  /**
   * Makes sure that a class has a shape.
   *
   * @throws IllegalArgumentException as {@link #of}
   */
  public static void requireOf(Class<?> type) {
    of(type);
  }

  /** Whether a class may be one of an application that has a shape, which {@link #of} finds. */
  public static boolean isExpectedOf(Class<?> type) {
    return fault(type) == null;
  }

  private static <T> Shape<T> ofClass(Class<T> type) {
    Constructors<T> constructors = Constructors.of(type);
    if (constructors.hasPlain()) {
      List<Setter> setters = Setters.of(type);
      if (!setters.isEmpty()) {
        return Setters.shape(type, constructors.plain(), setters);
      }
    }
    return constructors.shape();
  }

  private static @Nullable String fault(Class<?> type) {
    if (type.isPrimitive() || type.isArray() || type.isEnum() || type.isAnnotation()) {
      return "is not a record or another class with parts" + ADVICE;
    } else if (isOfJava(type)) {
      return "is not a record or another class of the application" + ADVICE;
    } else if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
      return "is abstract; name a class of which there can be objects";
    } else if (type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers())) {
      return "belongs to an object of the class around it; make it static";
    }
    return null;
  }

  /** Some have setters, but none is made to be filled by them. */
  private static boolean isOfJava(Class<?> type) {
    return type.getName().startsWith("java.") || type.getName().startsWith("javax.");
  }

  static IllegalArgumentException refused(Class<?> type, String why) {
    return new IllegalArgumentException(type.getName() + " " + why);
  }

  /** The class. */
  public Class<T> type() {
    return type;
  }

  /** The parts, in their order. */
  public List<Part> parts() {
    return parts;
  }

  /**
   * Makes sure that objects can be made from here, although the class may be hidden.
   *
   * @return this
   * @throws IllegalArgumentException if the module of the class does not let anybody
   */
  public Shape<T> opened() {
    if (called.stream().allMatch(AccessibleObject::trySetAccessible)) {
      return this;
    }
    throw refused(
        type,
        "cannot be made from outside of its module; say in its module-info.java: opens "
            + type.getPackageName()
            + " to dev.importer;");
  }

  /**
   * A new object, once it is {@link #opened}.
   *
   * @param values one for each part, of its type
   * @throws RefusedException if its own code throws an exception; an {@link Error} passes through
   */
  public T make(@Nullable Object[] values) throws RefusedException {
    return maker.make(values);
  }
}
