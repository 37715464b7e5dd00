package dev.importer.internal.shape;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;

/** What the variables of generic classes are in a class below them. */
final class TypeVariables {

  private TypeVariables() {}

  /** The type that a variable of a class above stands for in a class; any other as it is. */
  static Type resolve(Type type, Class<?> below) {
    if (!(type instanceof TypeVariable<?> variable)
        || !(variable.getGenericDeclaration() instanceof Class<?> declaring)) {
      return type;
    }
    for (Class<?> each = below; each != null; each = each.getSuperclass()) {
      if (each.getGenericSuperclass() instanceof ParameterizedType above
          && above.getRawType() == declaring) {
        for (int i = 0; i < declaring.getTypeParameters().length; i++) {
          if (declaring.getTypeParameters()[i].equals(variable)) {
            return resolve(above.getActualTypeArguments()[i], below);
          }
        }
      }
    }
    return type;
  }
}
