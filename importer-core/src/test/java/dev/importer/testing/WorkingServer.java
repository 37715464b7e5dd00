package dev.importer.testing;

import dev.importer.Importer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Scanner;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One of several servers on a database of PostgreSQL, in a process of its own: it works on what
 * waits until a line comes in. Now and then it stops itself in the middle of a batch, as a machine
 * does that is suspended; somebody else has to wake it.
 */
public final class WorkingServer {

  /** Out of so many places that it reaches, it stops at one. */
  private static final int PLACES_BETWEEN_STOPS = 60;

  private WorkingServer() {}

  /**
   * Starts one.
   *
   * @param lease how long it may be silent
   * @param place where it stops the first time that it gets there; empty if it stops by chance
   * @param seed decides at which places it stops by chance; 0 if it never does
   */
  public static ChildJvm start(
      String url, Duration lease, Optional<InterceptedCopies.Place> place, long seed) {
    return ChildJvm.start(
        WorkingServer.class,
        List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
        List.of(
            url,
            Long.toString(lease.toMillis()),
            place.map(Enum::name).orElse(""),
            Long.toString(seed)));
  }

  public static void main(String[] arguments) {
    PGSimpleDataSource postgresql = new PGSimpleDataSource();
    postgresql.setUrl(arguments[0]);
    postgresql.setSocketTimeout(20);
    Random random = new Random(Long.parseLong(arguments[3]));
    boolean byChance = !arguments[3].equals("0");
    boolean[] stopped = new boolean[1];
    InterceptedCopies source =
        new InterceptedCopies(
            postgresql,
            place -> {
              boolean wanted = place.name().equals(arguments[2]) && !stopped[0];
              if (wanted || (byChance && random.nextInt(PLACES_BETWEEN_STOPS) == 0)) {
                stopped[0] = true;
                System.out.println("stops " + place);
                stopMyself();
                System.out.println("woke");
              }
            });
    try (Importer importer =
            Importer.builder()
                .dataSource(source)
                .tablePrefix("")
                .lease(Duration.ofMillis(Long.parseLong(arguments[1])))
                .batchSize(200)
                .build();
        Scanner input = new Scanner(System.in, java.nio.charset.StandardCharsets.UTF_8)) {
      System.out.println("ready " + importer.operations().spoolFolder());
      input.nextLine();
    }
    System.out.println("closed");
  }

  private static void stopMyself() {
    try {
      new ProcessBuilder("kill", "-STOP", Long.toString(ProcessHandle.current().pid()))
          .start()
          .waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
