package dev.importer.internal.shape;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an object is made of: a component of a record, a parameter of a constructor, or a property
 * with a setter.
 *
 * @param kind which of these
 * @param name its name in Java
 * @param type its type, with its parameters
 * @param owner the class of the object
 * @param places where annotations of it may stand, those first that count most
 */
public record Part(
    Kind kind, String name, Type type, Class<?> owner, List<AnnotatedElement> places) {

  /** What a part is to its class. */
  public enum Kind {
    /** Of a record. */
    COMPONENT("component"),
    /** Of the constructor. */
    PARAMETER("parameter"),
    /** With a setter. */
    PROPERTY("property");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /** What is said of it in annotations of this type; null if nothing is. */
  public <A extends Annotation> @Nullable A annotation(Class<A> annotation) {
    for (AnnotatedElement place : places) {
      A said = place.getAnnotation(annotation);
      if (said != null) {
        return said;
      }
    }
    return null;
  }

  /** The name of its type without parameters and package. */
  public String typeName() {
    if (type instanceof Class<?> plain) {
      return plain.getSimpleName();
    }
    return type instanceof ParameterizedType generic
        ? ((Class<?>) generic.getRawType()).getSimpleName()
        : type.getTypeName();
  }

  /** What it is, for people: {@code component age of org.example.User}. */
  public String words() {
    return kind.word + " " + name + " of " + owner.getName();
  }
}
