package dev.importer.internal.shape;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** What the parameters of a constructor are called, if anything tells that for certain. */
final class ParameterNames {

  /** It is in a module of the JDK that may not be there, so it is known by its name. */
  private static final String PROPERTIES = "java.beans.ConstructorProperties";

  private ParameterNames() {}

  /** The names; empty if they are not known. */
  static Optional<List<String>> of(Constructor<?> constructor) {
    Optional<List<String>> said =
        Arrays.stream(constructor.getAnnotations())
            .filter(each -> each.annotationType().getName().equals(PROPERTIES))
            .map(ParameterNames::value)
            .filter(names -> names.size() == constructor.getParameterCount())
            .findFirst();
    if (said.isPresent()) {
      return said;
    }
    Parameter[] parameters = constructor.getParameters();
    return Arrays.stream(parameters).allMatch(Parameter::isNamePresent)
        ? Optional.of(Arrays.stream(parameters).map(Parameter::getName).toList())
        : ofFields(constructor);
  }

  private static List<String> value(Annotation annotation) {
    try {
      return List.of((String[]) annotation.annotationType().getMethod("value").invoke(annotation));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the annotation has the names as its value", e);
    }
  }

  /**
   * Those of the fields, if each parameter fills one. Two of one type may be filled in another
   * order than they are declared, unless it is a data class: its compiler keeps the order, and puts
   * fields that are no parameters behind them.
   */
  private static Optional<List<String>> ofFields(Constructor<?> constructor) {
    Class<?>[] parameters = constructor.getParameterTypes();
    List<Field> fields = Members.fields(constructor.getDeclaringClass());
    boolean isDataClass = isDataClass(constructor);
    if (isDataClass && fields.size() > parameters.length) {
      fields = fields.subList(0, parameters.length);
    }
    List<Class<?>> types = fields.stream().<Class<?>>map(Field::getType).toList();
    boolean isCertain = isDataClass || new HashSet<>(types).size() == types.size();
    return isCertain && types.equals(List.of(parameters))
        ? Optional.of(fields.stream().map(Field::getName).toList())
        : Optional.empty();
  }

  /** Kotlin gives these a method for each parameter: component1, component2 and so on. */
  private static boolean isDataClass(Constructor<?> constructor) {
    Class<?>[] types = constructor.getParameterTypes();
    for (int i = 0; i < types.length; i++) {
      try {
        Method component = constructor.getDeclaringClass().getMethod("component" + (i + 1));
        if (component.getReturnType() != types[i]) {
          return false;
        }
      } catch (NoSuchMethodException e) {
        return false;
      }
    }
    return true;
  }
}
