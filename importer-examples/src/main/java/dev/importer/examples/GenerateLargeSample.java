package dev.importer.examples;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Writes a CSV file of users, about 2 % with a bad e-mail and 1 % with a bad age. The same seed
 * gives the same file. Arguments: the number of rows, the file, the seed.
 */
public final class GenerateLargeSample {

  private static final List<String> FIRST =
      List.of("Ana", "Björn", "Chloé", "Đorđe", "Erin", "José", "Łucja", "Nikos", "Олена", "花子");
  private static final List<String> LAST =
      List.of("Smith", "Müller", "O'Neil", "García", "Žižek", "Nguyễn", "van den Berg", "佐藤");
  private static final List<String> DEPARTMENTS = List.of("Design", "IT", "R&D", "Sales, East");

  private GenerateLargeSample() {}

  public static void main(String... args) throws IOException {
    long rows = args.length > 0 ? Long.parseLong(args[0]) : 100_000;
    Path file = Path.of(args.length > 1 ? args[1] : "importer-examples/target/users_large.csv");
    Random random = new Random(args.length > 2 ? Long.parseLong(args[2]) : 1);

    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("name,email,age,department\n");
      for (long row = 1; row <= rows; row++) {
        String email = "user" + row + (random.nextInt(50) == 0 ? "" : "@example.com");
        String age = random.nextInt(100) == 0 ? "unknown" : String.valueOf(random.nextInt(100));
        out.write(cell(name(random)) + "," + email + "," + age + ",");
        out.write(cell(pick(DEPARTMENTS, random)) + "\n");
      }
    }
    System.out.println(rows + " rows, " + Files.size(file) + " bytes in " + file);
  }

  private static String name(Random random) {
    String first = pick(FIRST, random);
    String last = pick(LAST, random);
    return switch (random.nextInt(10)) {
      case 0 -> last + ", " + first;
      case 1 -> first + " \"" + first.charAt(0) + "\" " + last;
      default -> first + " " + last;
    };
  }

  private static String pick(List<String> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }

  private static String cell(String text) {
    boolean quoted = text.contains(",") || text.contains("\"");
    return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
