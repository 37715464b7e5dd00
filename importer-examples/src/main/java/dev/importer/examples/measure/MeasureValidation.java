package dev.importer.examples.measure;

import dev.importer.Importer;
import dev.importer.results.CheckReport;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Source;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what it costs to check five typed columns, against reading them as texts without a
 * check.
 *
 * <pre>
 * MeasureValidation make ROWS FILE     writes a file with a text, an address, an integer, a number
 *                                      and a date in each row
 * MeasureValidation check ROUNDS FILE  reads it without and with a schema in turn
 * </pre>
 *
 * <p>The first round warms up and does not count.
 */
public final class MeasureValidation {

  private static final Schema TYPED =
      Schema.builder("typed")
          .field(Field.string("name").required().maxLength(100))
          .field(Field.string("email").required().format("email"))
          .field(Field.integer("age").required().minimum(0).maximum(150))
          .field(Field.number("balance").minimum(0))
          .field(Field.date("joined").required())
          .build();

  private MeasureValidation() {}

  public static void main(String... args) throws IOException {
    switch (args[0]) {
      case "make" -> make(Integer.parseInt(args[1]), Path.of(args[2]));
      case "check" -> check(Integer.parseInt(args[1]), Path.of(args[2]));
      default -> throw new IllegalArgumentException("make or check, but not " + args[0]);
    }
  }

  private static void make(int rows, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("name,email,age,balance,joined\n");
      for (int row = 1; row <= rows; row++) {
        out.write(
            "Person %d,person%d@example.com,%d,%d.%02d,20%02d-%02d-%02d%n"
                .formatted(
                    row,
                    row,
                    row % 100,
                    row % 10_000,
                    row % 100,
                    row % 27,
                    row % 12 + 1,
                    row % 28 + 1));
      }
    }
  }

  private static void check(int rounds, Path file) {
    try (Importer texts = Importer.builder().inMemory().schema(Schema.NONE).build();
        Importer typed = Importer.builder().inMemory().schema(TYPED).build()) {
      List<Double> read = new ArrayList<>();
      List<Double> checked = new ArrayList<>();
      for (int round = 0; round <= rounds; round++) {
        double readSeconds = seconds(texts, file);
        double checkedSeconds = seconds(typed, file);
        System.out.printf("round %d: %.3f s and %.3f s%n", round, readSeconds, checkedSeconds);
        if (round > 0) {
          read.add(readSeconds);
          checked.add(checkedSeconds);
        }
      }
      System.out.printf(
          "median: reading %.3f s, reading and checking %.3f s; checking is %.2f of reading%n",
          Medians.of(read),
          Medians.of(checked),
          (Medians.of(checked) - Medians.of(read)) / Medians.of(read));
    }
  }

  private static double seconds(Importer importer, Path file) {
    long start = System.nanoTime();
    CheckReport report = importer.check(Source.of(file));
    if (!report.clean()) {
      throw new IllegalStateException(report.failed() + " rows are refused");
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
