package dev.importer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server of PostgreSQL for the tests of this process, which ends with it, and of which nothing
 * stays.
 */
public final class PostgresServer {

  private static final String USER = "postgres";

  /** Somebody else may take a port between the moment it is found free and that of the start. */
  private static final int PORTS_TO_TRY = 3;

  /** So many databases that nobody uses any more may lie around; each takes 8 MB. */
  private static final int LEFT_OVERS = 20;

  private static final Set<PostgresServer> STARTED = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(PostgresServer::closeAll));
  }

  /** Made when it is first asked for. */
  private static final class Running {
    static final PostgresServer SERVER = start();
  }

  private final PostgresPrograms programs;
  private final Path folder;
  private final AtomicInteger databases = new AtomicInteger();
  private final Deque<String> throwAway = new ArrayDeque<>();
  private int port;

  private PostgresServer(PostgresPrograms programs, Path folder) {
    this.programs = programs;
    this.folder = folder;
  }

  /** The server of this process. */
  public static PostgresServer running() {
    return Running.SERVER;
  }

  /** A server of one's own, which can be stopped and started. */
  public static PostgresServer start() {
    PostgresServer server = new PostgresServer(PostgresPrograms.found(), newFolder());
    STARTED.add(server);
    server.initialize();
    server.beginOnFreePort();
    return server;
  }

  /** A folder into which the user of the server can look. */
  static Path newFolder() {
    try {
      Path folder = Files.createTempDirectory("postgresql-");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void closeAll() {
    STARTED.forEach(PostgresServer::close);
    PostgresPrograms.remove();
  }

  private void initialize() {
    programs.giveToUser(folder);
    programs.run(
        "initdb",
        "-D",
        data(),
        "-U",
        USER,
        "-A",
        "trust",
        "--no-sync",
        "--locale=C",
        "--encoding=UTF8");
  }

  private void beginOnFreePort() {
    for (int left = PORTS_TO_TRY; ; left--) {
      port = freePort();
      try {
        begin();
        return;
      } catch (IllegalStateException e) {
        if (left == 1) {
          throw e;
        }
      }
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it, also after {@link #stop}. */
  public void begin() {
    String settings =
        "-p "
            + port
            + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
            + " -c fsync=off -c max_connections=300 -c shared_buffers=128MB";
    programs.run(
        "pg_ctl",
        "-D",
        data(),
        "-w",
        "-l",
        folder.resolve("log").toString(),
        "-o",
        settings,
        "start");
  }

  /**
   * Stops it.
   *
   * @param how {@code fast} as an administrator would, {@code immediate} as a crash would
   */
  public void stop(String how) {
    programs.run("pg_ctl", "-D", data(), "-w", "-m", how, "stop");
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  /** The port on the loopback address. */
  public int port() {
    return port;
  }

  /** Makes a database; its JDBC URL. */
  public String createDatabase() {
    String name = "test_" + databases.incrementAndGet();
    execute("CREATE DATABASE " + name);
    return url(name);
  }

  /**
   * Makes a database that nobody removes; this happens by itself when nobody is connected with it
   * any more.
   */
  synchronized String createThrowAway() {
    Iterator<String> oldest = throwAway.iterator();
    while (throwAway.size() >= LEFT_OVERS && oldest.hasNext()) {
      if (wasDropped(oldest.next())) {
        oldest.remove();
      }
    }
    String url = createDatabase();
    throwAway.add(url);
    return url;
  }

  private boolean wasDropped(String url) {
    try {
      executeAs(USER, "DROP DATABASE " + nameOf(url));
      return true;
    } catch (SQLException e) {
      // Somebody uses it.
      return false;
    }
  }

  /** Removes a database, whoever uses it. */
  public void dropDatabase(String url) {
    execute("DROP DATABASE IF EXISTS " + nameOf(url) + " WITH (FORCE)");
  }

  /** The name of the database of a URL. */
  public static String nameOf(String url) {
    return url.substring(url.lastIndexOf('/') + 1, url.indexOf('?'));
  }

  /** The URL of a database. */
  public String url(String name) {
    return urlAs(name, USER);
  }

  /** The URL of a database for a certain role. */
  public String urlAs(String name, String role) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + name + "?user=" + role;
  }

  /** From now on a role has to say its password; others are let in without. */
  public void requirePassword(String role) {
    Path rules = folder.resolve("data/pg_hba.conf");
    try {
      String line = "host all " + role + " 127.0.0.1/32 scram-sha-256\n";
      // The first that fits counts.
      Files.writeString(rules, line + Files.readString(rules));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    execute("SELECT pg_reload_conf()");
    Waiting.until("it is asked", () -> !letsIn(role));
  }

  private boolean letsIn(String role) {
    try (Connection connection = DriverManager.getConnection(urlAs(USER, role))) {
      return !connection.isClosed();
    } catch (SQLException e) {
      return false;
    }
  }

  /** Executes a statement as the administrator. */
  public void execute(String sql) {
    try {
      executeAs(USER, sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private void executeAs(String role, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(urlAs(USER, role));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Stops it and removes all it has. */
  public void close() {
    if (STARTED.remove(this)) {
      if (Files.exists(folder.resolve("data/postmaster.pid"))) {
        stop("immediate");
      }
      PostgresPrograms.remove(folder);
    }
  }
}
