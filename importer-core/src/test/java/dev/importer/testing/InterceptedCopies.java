package dev.importer.testing;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.copy.CopyIn;

/** A data source on PostgreSQL that calls back at places of the transaction that stores a batch. */
public final class InterceptedCopies implements DataSource {

  /** Where the owner of an import can be when it stops. */
  public enum Place {
    /** A connection is asked for. */
    BETWEEN_BATCHES,
    /** The row of the import is locked. */
    AFTER_UPDATE,
    /** Some of the rows are sent. */
    IN_COPY
  }

  /** Is told that a place is reached. */
  public interface Listener {
    void reached(Place place);
  }

  private final DataSource source;
  private final Listener listener;

  public InterceptedCopies(DataSource source, Listener listener) {
    this.source = source;
    this.listener = listener;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (Hold.isNamed("importer-writer")) {
      listener.reached(Place.BETWEEN_BATCHES);
    }
    return Copies.proxy(
        Connection.class,
        source.getConnection(),
        (name, arguments, result) ->
            name.equals("unwrap") ? Copies.watched(result, new Reporter()) : result);
  }

  private final class Reporter implements Copies.Watcher {

    @Override
    public void beforeBegin(String sql) {
      listener.reached(Place.AFTER_UPDATE);
    }

    @Override
    public void afterWrite(CopyIn copy) throws SQLException {
      copy.flushCopy();
      listener.reached(Place.IN_COPY);
    }

    @Override
    public void afterEnd(String sql) {
      // Then the transaction is committed.
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return source.getConnection(user, password);
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return source.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    source.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    source.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return source.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return source.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return source.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return source.isWrapperFor(type);
  }
}
