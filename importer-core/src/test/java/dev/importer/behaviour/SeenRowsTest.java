package dev.importer.behaviour;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.error.Notice;
import dev.importer.job.ImportOptions;
import dev.importer.results.CheckReport;
import dev.importer.results.SeenImport;
import dev.importer.results.StoredImport;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Source;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many rows of a file are stored already, and by which imports. */
class SeenRowsTest {

  private static final Schema GOODS =
      Schema.builder("goods")
          .field(Field.string("name"))
          .field(Field.number("price"))
          .field(Field.date("since"))
          .field(Field.bool("sold"))
          .field(Field.array("tags"))
          .build();

  @Stored TestDatabase db;
  private Importer importer;

  @BeforeEach
  void open() {
    importer = db.builder().schema(GOODS).build();
  }

  @AfterEach
  void close() {
    importer.close();
  }

  private static Source source(byte[] bytes, String name) {
    return Source.of(new ByteArrayInputStream(bytes), name);
  }

  private StoredImport load(String name, String text) {
    return importer.load(source(text.getBytes(UTF_8), name)).summary();
  }

  private CheckReport check(String text) {
    return importer.check(source(text.getBytes(UTF_8), "next.csv"));
  }

  private static final String FIRST =
      """
      name,price,since,sold,tags
      nut,1.50,2024-02-29,true,"[1, 2]"
      bolt,20,2024-03-01,false,
      "screw, long",0.25,2024-03-02,true,"[""a""]"
      """;

  @Test
  void rowsAreTheSameHoweverTheyAreWritten() {
    StoredImport first = load("first.csv", FIRST);
    CheckReport again =
        check(
            """
            since;price;name;tags;sold
            2024-02-29;1.5;nut;[1,2];TRUE
            2024-03-01;2e1;"bolt";;0
            2024-03-02;0.2500;screw, long;"[""a""]";1
            """);
    assertThat(again.seen())
        .containsExactly(new SeenImport(first.id(), "first.csv", first.createdAt(), 3, 3, false));
    assertThat(again.warnings()).containsEntry("seen-rows", 3L);
    assertThat(again.notices())
        .extracting(Notice::message)
        .containsExactly(
            "All its 3 valid rows are stored by import 1 ('first.csv', "
                + first.createdAt()
                + ").");
  }

  @Test
  void whatIsKnownOfAnImportIsStoredWithIt() {
    load("first.csv", FIRST);
    StoredImport second = load("second.csv", FIRST + "washer,1,2024-03-03,true,\n");
    assertThat(second.seen()).hasSize(1);
    assertThat(second.seen().get(0).rows()).isEqualTo(3);
    assertThat(second.seen().get(0).ofRows()).isEqualTo(4);
    assertThat(second.warnings()).containsEntry("seen-rows", 3L);
    assertThat(importer.results().find(second.id()).orElseThrow()).isEqualTo(second);
    CheckReport third = check(FIRST + "washer,1,2024-03-03,true,\nring,1,2024-03-03,true,\n");
    assertThat(third.seen()).extracting(SeenImport::importId).containsExactly(2L, 1L);
    assertThat(third.seen()).extracting(SeenImport::rows).containsExactly(4L, 3L);
    assertThat(third.warnings()).containsEntry("seen-rows", 4L);
  }

  @Test
  void nothingIsSaidOfOtherSchemasOrOfDeletedImports() {
    StoredImport first = load("first.csv", FIRST);
    assertThat(
            importer
                .check(
                    source(FIRST.getBytes(UTF_8), "f.csv"),
                    ImportOptions.DEFAULT.withSchema(Schema.NONE))
                .seen())
        .isEmpty();
    assertThat(check("name,price,since,sold,tags\nnut,1.51,2024-02-29,true,\n").seen()).isEmpty();
    importer.operations().delete(first.id());
    CheckReport after = check(FIRST);
    assertThat(after.seen()).isEmpty();
    assertThat(after.warnings()).doesNotContainKey("seen-rows");
  }

  @Test
  void anotherImporterOnTheDatabaseKnowsIt() {
    load("first.csv", FIRST);
    try (Importer other = db.builder().schema(GOODS).build()) {
      assertThat(other.check(source(FIRST.getBytes(UTF_8), "f.csv")).seen()).hasSize(1);
    }
  }

  /** Files of all sizes, written in all ways, against a set of what was stored. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void theCountIsThatOfAPlainComparison(long seed) {
    Random random = new Random(seed);
    int known = 1 + random.nextInt(seed > 7 ? 4_000 : 300);
    List<Good> stored = IntStream.range(0, known).mapToObj(n -> Good.random(random)).toList();
    load("stored.csv", csv(stored, ",", random));
    Set<Good> valid = new HashSet<>(stored);
    valid.removeIf(good -> !good.isValid());

    List<Good> next = new ArrayList<>();
    for (Good good : stored) {
      if (random.nextInt(3) > 0) {
        next.add(good);
      }
    }
    for (int i = random.nextInt(200); i > 0; i--) {
      next.add(Good.random(random));
    }
    Collections.shuffle(next, random);
    long expected = next.stream().filter(valid::contains).count();
    long validNext = next.stream().filter(Good::isValid).count();

    byte[] semicolons = csv(next, ";", random).getBytes(UTF_8);
    byte[] wide = csv(next, "\t", random).getBytes(StandardCharsets.UTF_16);
    byte[] json = json(next).getBytes(UTF_8);
    for (byte[] file : List.of(semicolons, wide, json)) {
      CheckReport report = importer.check(source(file, "next"));
      assertThat(report.valid()).isEqualTo(validNext);
      assertThat(report.warnings().getOrDefault("seen-rows", 0L)).isEqualTo(expected);
      StoredImport imported = importer.load(source(file, "next")).summary();
      assertThat(imported.seen().stream().filter(seen -> seen.importId() == 1))
          .extracting(SeenImport::rows)
          .isEqualTo(expected == 0 ? List.of() : List.of(expected));
      importer.operations().delete(imported.id());
    }
  }

  /** A row as the test knows it. */
  private record Good(String name, BigDecimal price, String since) {

    static Good random(Random random) {
      return new Good(
          "good " + "ab,\"'ü\n".charAt(random.nextInt(7)) + random.nextInt(2_000),
          new BigDecimal(random.nextInt(500)).movePointLeft(2).stripTrailingZeros(),
          random.nextInt(20) == 0 ? "never" : "2024-01-1" + random.nextInt(10));
    }

    boolean isValid() {
      return !since.equals("never");
    }
  }

  private static String csv(List<Good> goods, String delimiter, Random random) {
    boolean moved = random.nextBoolean();
    StringBuilder text = new StringBuilder();
    line(text, delimiter, "since", "name", "price", moved);
    for (Good good : goods) {
      String name = '"' + good.name().replace("\"", "\"\"") + '"';
      String price = good.price().setScale(2 + random.nextInt(2)).toPlainString();
      line(text, delimiter, good.since(), name, price, moved);
    }
    return text.toString();
  }

  private static void line(
      StringBuilder text, String delimiter, String a, String b, String c, boolean moved) {
    String[] cells = moved ? new String[] {c, b, a} : new String[] {a, b, c};
    text.append(String.join(delimiter, cells)).append('\n');
  }

  private static String json(List<Good> goods) {
    StringBuilder text = new StringBuilder("[");
    for (Good good : goods) {
      text.append(text.length() == 1 ? "" : ",")
          .append("{\"price\":" + good.price() + ",\"since\":\"" + good.since() + "\",\"name\":\"")
          .append(good.name().replace("\"", "\\\"").replace("\n", "\\n"))
          .append("\"}");
    }
    return text.append("]").toString();
  }
}
