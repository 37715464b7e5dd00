package dev.importer.internal.shape;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The properties of beans: the public setters of a class, and of those above it. */
final class Setters {

  private static final String PREFIX = "set";

  private Setters() {}

  /**
   * One setter for each property, in the order of the fields, those of classes above first;
   * properties without a field are behind them, by their names. Methods themselves have no order.
   *
   * @throws IllegalArgumentException if it is open which of several setters fills a property
   */
  static List<Setter> of(Class<?> type) {
    Map<String, List<Method>> setters =
        Arrays.stream(type.getMethods())
            .filter(method -> isSetter(method, type))
            .collect(Collectors.groupingBy(Setters::property, TreeMap::new, Collectors.toList()));
    List<Field> fields = Members.allFields(type);
    List<Setter> chosen = new ArrayList<>();
    setters.forEach((name, methods) -> chosen.add(setter(type, name, methods)));
    chosen.sort(Comparator.comparingInt(each -> position(fields, type, each.part().name())));
    return chosen;
  }

  private static boolean isSetter(Method method, Class<?> type) {
    Class<?> gives = method.getReturnType();
    return method.getName().startsWith(PREFIX)
        && method.getName().length() > PREFIX.length()
        && method.getParameterCount() == 1
        && !Modifier.isStatic(method.getModifiers())
        && (gives == void.class || gives.isAssignableFrom(type));
  }

  /** The name as beans have it: that of setName is name, and that of setURL is URL. */
  private static String property(Method setter) {
    String name = setter.getName().substring(PREFIX.length());
    boolean isAcronym =
        name.length() > 1
            && Character.isUpperCase(name.charAt(0))
            && Character.isUpperCase(name.charAt(1));
    return isAcronym ? name : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static int position(List<Field> fields, Class<?> type, String property) {
    return Members.field(type, property).map(fields::indexOf).orElse(fields.size());
  }

  private static Setter setter(Class<?> type, String name, List<Method> methods) {
    Method method = choose(type, name, methods);
    List<AnnotatedElement> places =
        Stream.concat(Stream.of(method), Members.places(type, name)).toList();
    Type value = TypeVariables.resolve(method.getGenericParameterTypes()[0], type);
    return new Setter(new Part(Part.Kind.PROPERTY, name, value, type, places), method);
  }

  /** Of several setters, that one which takes what the getter gives, or what the field holds. */
  private static Method choose(Class<?> type, String name, List<Method> methods) {
    List<Method> plain = methods.stream().filter(method -> !method.isBridge()).toList();
    List<Method> own = plain.isEmpty() ? methods.stream().map(Setters::written).toList() : plain;
    if (own.size() == 1) {
      return own.get(0);
    }
    Stream<Class<?>> types =
        Stream.concat(
            Members.getter(type, name).<Class<?>>map(Method::getReturnType).stream(),
            Members.field(type, name).<Class<?>>map(Field::getType).stream());
    return types
        .flatMap(value -> own.stream().filter(each -> each.getParameterTypes()[0] == value))
        .findFirst()
        .orElseThrow(
            () ->
                Shape.refused(
                    type,
                    "has several setters for "
                        + name
                        + ", and no getter or field says which of them is meant; give it a getter,"
                        + " or leave one setter"));
  }

  /** A method of a hidden class above is seen as one that the compiler has added. */
  private static Method written(Method method) {
    for (Class<?> each = method.getDeclaringClass(); each != null; each = each.getSuperclass()) {
      Optional<Method> declared =
          Arrays.stream(each.getDeclaredMethods())
              .filter(other -> other.getName().equals(method.getName()) && !other.isBridge())
              .filter(other -> Arrays.equals(other.getParameterTypes(), method.getParameterTypes()))
              .findFirst();
      if (declared.isPresent()) {
        return declared.get();
      }
    }
    return method;
  }

  /** The shape of beans. */
  static <T> Shape<T> shape(Class<T> type, Constructor<T> constructor, List<Setter> setters) {
    List<AccessibleObject> called = new ArrayList<>(List.of(constructor));
    setters.forEach(setter -> called.add(setter.method()));
    return new Shape<>(
        type,
        setters.stream().map(Setter::part).toList(),
        called,
        values -> {
          int part = RefusedException.ALL;
          try {
            T bean = constructor.newInstance();
            for (Setter setter : setters) {
              part++;
              setter.method().invoke(bean, values[part]);
            }
            return bean;
          } catch (InvocationTargetException e) {
            throw RefusedException.of(e.getCause(), part);
          } catch (InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException("the object cannot be made", e);
          }
        });
  }
}
