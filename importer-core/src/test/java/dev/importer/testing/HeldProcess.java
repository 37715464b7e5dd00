package dev.importer.testing;

import dev.importer.Importer;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportOptions;
import dev.importer.schema.Schema;
import dev.importer.source.Source;
import java.nio.file.Path;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;

/**
 * A live instance in a process of its own that holds an import half-way until it is told to go. The
 * import has a schema of its own if the JSON of one is given.
 */
public final class HeldProcess {

  private HeldProcess() {}

  public static void main(String[] arguments) {
    CountDownLatch go = new CountDownLatch(1);
    CountingDataSource source = new CountingDataSource(arguments[0]);
    Importer importer = TestDatabase.on(source).batchSize(100).build();
    Hold.writerAfterBatches(source, 3, () -> System.out.println("held"), go);
    ImportOptions options =
        arguments.length > 2
            ? ImportOptions.DEFAULT.withSchema(Schema.parse("own", arguments[2]))
            : ImportOptions.DEFAULT;
    ImportJob job = importer.submit(Source.of(Path.of(arguments[1])), options);
    Scanner input = new Scanner(System.in, java.nio.charset.StandardCharsets.UTF_8);
    input.nextLine();
    go.countDown();
    System.out.println("done " + Waiting.get(job.result()).total());
    importer.close();
  }
}
