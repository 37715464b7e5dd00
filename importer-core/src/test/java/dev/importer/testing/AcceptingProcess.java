package dev.importer.testing;

import dev.importer.Importer;
import dev.importer.source.Source;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Scanner;

/**
 * An instance in a process of its own that accepts files and never works on them. It reads a line
 * from its input for each: a number gives the file that it submits, {@code close} ends it.
 */
public final class AcceptingProcess {

  private AcceptingProcess() {}

  /** Starts it and waits until it is ready. */
  public static ChildJvm start(String database) {
    ChildJvm child = ChildJvm.start(AcceptingProcess.class, List.of(), List.of(database));
    child.awaitLine("ready"::equals);
    return child;
  }

  /** Has a file accepted; the id of the import. */
  public static long accept(ChildJvm child, int number) {
    child.sendLine(Integer.toString(number));
    String line = child.awaitLine(each -> each.startsWith("accepted "));
    return Long.parseLong(line.substring("accepted ".length()));
  }

  public static void main(String[] arguments) {
    try (Importer importer = TestDatabase.at(arguments[0]).workers(0).build();
        Scanner input = new Scanner(System.in, StandardCharsets.UTF_8)) {
      System.out.println("ready");
      for (String line = input.nextLine(); !line.equals("close"); line = input.nextLine()) {
        byte[] text =
            (UserFiles.HEADER + "Ada,ada@example.com," + line + "\n")
                .getBytes(StandardCharsets.UTF_8);
        long id = importer.submit(Source.of(new ByteArrayInputStream(text), line + ".csv")).id();
        System.out.println("accepted " + id);
      }
    }
    System.out.println("closed");
  }
}
