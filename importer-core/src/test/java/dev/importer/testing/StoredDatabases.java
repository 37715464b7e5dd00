package dev.importer.testing;

import java.lang.reflect.Field;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ModifierSupport;

/** Makes the databases that are asked for with {@link Stored}, and removes them afterwards. */
final class StoredDatabases implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

  @Override
  public void beforeAll(ExtensionContext context) throws IllegalAccessException {
    for (Field field :
        AnnotationSupport.findAnnotatedFields(
            context.getRequiredTestClass(), Stored.class, ModifierSupport::isStatic)) {
      fill(field, null, context);
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IllegalAccessException {
    for (Object test : context.getRequiredTestInstances().getAllInstances()) {
      for (Field field :
          AnnotationSupport.findAnnotatedFields(
              test.getClass(), Stored.class, ModifierSupport::isNotStatic)) {
        fill(field, test, context);
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.isAnnotated(Stored.class);
  }

  @Override
  public TestDatabase resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return database(parameter.getParameter(), context);
  }

  private static void fill(Field field, Object test, ExtensionContext context)
      throws IllegalAccessException {
    field.setAccessible(true);
    field.set(test, database(field, context));
  }

  /** The store of a context closes what it holds when the context ends. */
  private static TestDatabase database(Object place, ExtensionContext context) {
    return context
        .getStore(Namespace.create(StoredDatabases.class, context.getUniqueId()))
        .computeIfAbsent(place, key -> TestDatabase.create(), TestDatabase.class);
  }
}
