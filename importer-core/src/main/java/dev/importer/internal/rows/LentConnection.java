package dev.importer.internal.rows;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** A connection whose transaction belongs to somebody else, who ends it. */
final class LentConnection {

  private static final Set<String> NOT_LENT =
      Set.of("commit", "rollback", "close", "abort", "setAutoCommit");

  private LentConnection() {}

  /**
   * Lends a connection.
   *
   * @param borrower who gets it, in words
   * @param over whether it may be used no longer
   */
  static Connection of(Connection connection, String borrower, BooleanSupplier over) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (self, method, arguments) -> {
              if (over.getAsBoolean()) {
                throw new IllegalStateException(
                    "a " + borrower + " must not use the connection after its call");
              }
              boolean toSavepoint = arguments != null && method.getName().equals("rollback");
              if (NOT_LENT.contains(method.getName()) && !toSavepoint) {
                throw new IllegalStateException(
                    "a "
                        + borrower
                        + " must not call "
                        + method.getName()
                        + ": the transaction ends with the batch");
              }
              if (method.getName().equals("getAutoCommit")) {
                // The transaction was begun by a statement, of which the driver knows nothing.
                return false;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
