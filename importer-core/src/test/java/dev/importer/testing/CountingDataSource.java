package dev.importer.testing;

import dev.importer.Importer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.copy.CopyIn;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A data source of a host on a database that writes down what is done through it. The tables are
 * there already, under the names that they have in a database of the importer's own.
 */
public final class CountingDataSource {

  private final DataSource database;
  private final List<Execution> executions = new CopyOnWriteArrayList<>();
  private final List<List<String>> transactions = new CopyOnWriteArrayList<>();
  private final AtomicInteger open = new AtomicInteger();
  private volatile Consumer<String> afterEach = sql -> {};
  private volatile Runnable beforeConnection = () -> {};
  private volatile String pragma = "PRAGMA user_version";

  private record Execution(Thread thread, String sql) {}

  public CountingDataSource(Path database) {
    this(database.toString());
  }

  /** A data source on the file of this path or the database of this URL. */
  public CountingDataSource(String address) {
    if (address.startsWith("jdbc:")) {
      PGSimpleDataSource postgresql = new PGSimpleDataSource();
      postgresql.setUrl(address);
      database = postgresql;
      pragma = "SELECT 1";
    } else {
      SQLiteConfig config = new SQLiteConfig();
      config.enforceForeignKeys(true);
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
      config.setBusyTimeout(10_000);
      SQLiteDataSource sqlite = new SQLiteDataSource(config);
      sqlite.setUrl("jdbc:sqlite:" + address);
      database = sqlite;
    }
    Importer.builder().dataSource(database).tablePrefix("").workers(0).build().close();
  }

  /** Sets a pragma of every connection from now on. */
  public void pragma(String name, long value) {
    TestDatabase.requireSqlite("the test sets " + name);
    pragma = "PRAGMA " + name + " = " + value;
  }

  /** The data source for the library. */
  public DataSource dataSource() {
    return Copies.proxy(
        DataSource.class,
        database,
        (name, arguments, result) -> {
          if (result instanceof Connection made) {
            beforeConnection.run();
            try (Statement statement = made.createStatement()) {
              statement.execute(pragma);
            } catch (SQLException e) {
              throw new AssertionError(e);
            }
            return counted(made);
          }
          return result;
        });
  }

  /** Calls back after each execution of a statement, in the thread that executed it. */
  public void afterEach(Consumer<String> callback) {
    afterEach = callback;
  }

  /** Calls back before a connection is handed out, in the thread that asks for it. */
  public void beforeConnection(Runnable callback) {
    beforeConnection = callback;
  }

  /** Whether a statement stores rows of an import. */
  public static boolean storesRows(String sql) {
    return sql.startsWith("INSERT INTO records") || sql.startsWith("COPY records");
  }

  /** The text of every execution so far; a JDBC batch of ten counts ten times. */
  public List<String> statements() {
    return executions.stream().map(Execution::sql).toList();
  }

  /** What was executed in each transaction that was committed so far. */
  public List<List<String>> transactions() {
    return List.copyOf(transactions);
  }

  /** The statements that the work executes in this thread. */
  public List<String> statementsOf(Runnable work) {
    int before = executions.size();
    work.run();
    return executions.subList(before, executions.size()).stream()
        .filter(execution -> execution.thread() == Thread.currentThread())
        .map(Execution::sql)
        .toList();
  }

  /** How many connections were handed out and not given back. */
  public int openConnections() {
    return open.get();
  }

  private Connection counted(Connection connection) {
    open.incrementAndGet();
    List<String> sinceCommit = new CopyOnWriteArrayList<>();
    return Copies.proxy(
        Connection.class,
        connection,
        (name, arguments, result) -> {
          switch (name) {
            case "close" -> open.decrementAndGet();
            case "commit" -> executed("COMMIT", sinceCommit);
            case "rollback" -> executed("ROLLBACK", sinceCommit);
            default -> {}
          }
          if (name.equals("unwrap")) {
            return Copies.watched(result, new CopyCounter(sinceCommit));
          }
          if (result instanceof Statement made) {
            String sql = arguments != null && arguments[0] instanceof String text ? text : "";
            return counted(made, sql, sinceCommit);
          }
          return result;
        });
  }

  private final class CopyCounter implements Copies.Watcher {

    private final List<String> sinceCommit;

    CopyCounter(List<String> sinceCommit) {
      this.sinceCommit = sinceCommit;
    }

    @Override
    public void beforeBegin(String sql) {
      // It counts when it is done, as a statement does.
    }

    @Override
    public void afterWrite(CopyIn copy) {
      // More may come.
    }

    @Override
    public void afterEnd(String sql) {
      executed(sql, sinceCommit);
    }
  }

  private Statement counted(Statement statement, String preparedSql, List<String> sinceCommit) {
    AtomicInteger batched = new AtomicInteger();
    Class<? extends Statement> type =
        statement instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
    return Copies.proxy(
        type,
        statement,
        (name, arguments, result) -> {
          String sql =
              arguments != null && arguments.length > 0 && arguments[0] instanceof String text
                  ? text
                  : preparedSql;
          if (name.equals("addBatch")) {
            batched.incrementAndGet();
          } else if (name.equals("executeBatch") || name.equals("executeLargeBatch")) {
            for (int i = batched.getAndSet(0); i > 0; i--) {
              executed(sql, sinceCommit);
            }
          } else if (name.startsWith("execute")) {
            executed(sql, sinceCommit);
          }
          return result;
        });
  }

  private void executed(String sql, List<String> sinceCommit) {
    switch (sql) {
      case "COMMIT" -> {
        transactions.add(List.copyOf(sinceCommit));
        sinceCommit.clear();
      }
      case "ROLLBACK" -> sinceCommit.clear();
      default -> sinceCommit.add(sql);
    }
    executions.add(new Execution(Thread.currentThread(), sql));
    afterEach.accept(sql);
  }
}
