package dev.importer.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.importer.internal.check.CheckedRow;
import dev.importer.internal.check.RowValidator;
import dev.importer.internal.rule.TextPattern;
import dev.importer.internal.source.Spool;
import dev.importer.row.Header;
import dev.importer.row.JsonText;
import dev.importer.row.Row;
import dev.importer.schema.Constraint;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Limits;
import dev.importer.type.FieldType;
import dev.importer.type.TypeOptions;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes fields and cells of whatever a fuzzer thinks of. A field is made or refused with an
 * IllegalArgumentException that says why, a cell is taken or refused with reasons, and nothing
 * takes long. In an input a NUL character stands between the parts.
 */
final class TypesFuzzTest {

  /** Nothing is put there: one row has no keys that need room. */
  private static final Spool SPOOL =
      new Spool(Path.of(System.getProperty("java.io.tmpdir")), "fuzz", Limits.DEFAULT);

  /** Of the processor, so that a machine that is busy with other things proves nothing. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final FieldType[] TIMES = {FieldType.DATE, FieldType.TIME, FieldType.DATETIME};
  private static final FieldType[] TYPES = FieldType.values();

  /** A pattern, and a text. */
  @FuzzTest(maxDuration = "30m")
  void readsDatesByAnyPattern(byte[] bytes) {
    String[] parts = parts(bytes, 2);
    for (FieldType type : TIMES) {
      check(() -> Field.of("f", type).format(parts[0]), parts[1]);
      check(() -> Field.of("f", type).format("any"), parts[1]);
    }
  }

  /** A decimal character, a group character, and a text. */
  @FuzzTest(maxDuration = "30m")
  void readsNumbersInAnyFormat(byte[] bytes) {
    String[] parts = parts(bytes, 3);
    for (boolean bare : new boolean[] {true, false}) {
      for (FieldType type : new FieldType[] {FieldType.NUMBER, FieldType.INTEGER}) {
        check(
            () -> Field.of("f", type).options(new TypeOptions.OfNumber(parts[0], parts[1], bare)),
            parts[2]);
      }
    }
  }

  /** An expression, and a text. */
  @FuzzTest(maxDuration = "30m")
  void matchesAnyExpression(byte[] bytes) {
    String[] parts = parts(bytes, 2);
    check(() -> Field.string("f").pattern(parts[0]), parts[1]);
    check(() -> Field.string("f").pattern(parts[0]), parts[1].repeat(50));
    within(
        () -> {
          try {
            assertThat(TextPattern.of(parts[0]).longestText()).isGreaterThanOrEqualTo(20_000);
          } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).contains("no regular expression that can be used");
          }
          return true;
        });
  }

  /** A text for every type. */
  @FuzzTest(maxDuration = "30m")
  void castsAnyTextToAnyType(byte[] bytes) {
    String text = parts(bytes, 1)[0];
    for (FieldType type : TYPES) {
      check(() -> Field.of("f", type), text);
    }
    for (String format : List.of("array", "object")) {
      check(() -> Field.geopoint("f").format(format), text);
    }
    for (String format : List.of("email", "uri", "uuid", "binary", "wkt")) {
      check(() -> Field.string("f").format(format), text);
    }
    check(() -> Field.geojson("f").format("topojson"), text);
  }

  /** A JSON Schema, and an object or array. */
  @FuzzTest(maxDuration = "30m")
  void checksJsonAgainstAnySchema(byte[] bytes) {
    String[] parts = parts(bytes, 2);
    Constraint constraint = made(() -> new Constraint.JsonSchema(new JsonText(parts[0])));
    if (constraint != null) {
      check(() -> Field.object("f").with(constraint), parts[1]);
      check(() -> Field.array("f").with(constraint), parts[1]);
    }
  }

  private static String[] parts(byte[] bytes, int count) {
    String[] split = new String(bytes, StandardCharsets.UTF_8).split("\0", count);
    String[] parts = new String[count];
    for (int i = 0; i < count; i++) {
      parts[i] = i < split.length ? split[i] : "";
    }
    return parts;
  }

  private static void check(Supplier<Field> maker, String cell) {
    Field field = made(maker);
    if (field == null) {
      return;
    }
    Schema schema = Schema.builder("fuzz").field(field).build();
    Row row = new Row(new Header(List.of("f")), new Object[] {cell}, 1, 2, List.of());
    CheckedRow checked =
        within(
            () -> {
              try (RowValidator validator = new RowValidator(schema, SPOOL)) {
                return validator.check(row);
              }
            });
    if (checked instanceof CheckedRow.Failed failed) {
      assertThat(failed.errors()).isNotEmpty().allMatch(error -> !error.message().isBlank());
    }
  }

  private static <T> T made(Supplier<T> maker) {
    return within(
        () -> {
          try {
            return maker.get();
          } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return null;
          }
        });
  }

  private static <T> T within(Supplier<T> work) {
    long start = THREADS.getCurrentThreadCpuTime();
    T result = work.get();
    assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start)).isLessThan(PATIENCE);
    return result;
  }
}
