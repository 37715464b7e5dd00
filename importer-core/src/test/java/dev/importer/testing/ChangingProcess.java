package dev.importer.testing;

import dev.importer.Importer;
import dev.importer.results.ChangeResult;
import dev.importer.row.ValueReplacement;
import java.util.List;

/**
 * Replaces a value in all rows of an import that have it, and undoes that, in a process of its own.
 */
public final class ChangingProcess {

  private ChangingProcess() {}

  public static ChildJvm start(
      String database, long id, String field, String from, String to, String... jvmOptions) {
    return ChildJvm.start(
        ChangingProcess.class,
        List.of(jvmOptions),
        List.of(database, Long.toString(id), field, from, to));
  }

  public static void main(String[] arguments) {
    long id = Long.parseLong(arguments[1]);
    try (Importer importer = TestDatabase.at(arguments[0]).workers(0).build()) {
      ValueReplacement replacement =
          ValueReplacement.of(arguments[2], arguments[3]).with(arguments[4]);
      System.out.println("replaced " + rows(importer.changes(id).replace(replacement)));
      System.out.println("undone " + rows(importer.changes(id).undo(1)));
    }
  }

  private static long rows(ChangeResult result) {
    return result.change().orElseThrow().rows();
  }
}
