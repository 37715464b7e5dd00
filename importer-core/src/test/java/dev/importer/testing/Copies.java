package dev.importer.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/** Looks on while rows are copied into PostgreSQL. */
final class Copies {

  /** Is told of one COPY after the other. */
  interface Watcher {
    void beforeBegin(String sql);

    void afterWrite(CopyIn copy) throws SQLException;

    void afterEnd(String sql);
  }

  /** Is given what a call gave, and gives what it shall give. */
  interface After {
    Object apply(String method, Object[] arguments, Object result) throws Throwable;
  }

  private Copies() {}

  /** The connection of the driver, if it is one, with somebody who watches. */
  static Object watched(Object unwrapped, Watcher watcher) {
    return unwrapped instanceof BaseConnection connection
        ? proxy(
            PGConnection.class,
            connection,
            (name, arguments, result) ->
                name.equals("getCopyAPI") ? new WatchedManager(connection, watcher) : result)
        : unwrapped;
  }

  private static final class WatchedManager extends CopyManager {

    private final Watcher watcher;

    WatchedManager(BaseConnection connection, Watcher watcher) throws SQLException {
      super(connection);
      this.watcher = watcher;
    }

    @Override
    public CopyIn copyIn(String sql) throws SQLException {
      watcher.beforeBegin(sql);
      CopyIn copy = super.copyIn(sql);
      return proxy(
          CopyIn.class,
          copy,
          (name, arguments, result) -> {
            switch (name) {
              case "writeToCopy" -> watcher.afterWrite(copy);
              case "endCopy" -> watcher.afterEnd(sql);
              default -> {}
            }
            return result;
          });
    }
  }

  /** Something that does what the target does, with something to be done afterwards. */
  static <T> T proxy(Class<T> type, Object target, After after) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              try {
                return after.apply(method.getName(), arguments, method.invoke(target, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
