package dev.importer.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.importer.Template;
import dev.importer.error.SchemaException;
import dev.importer.schema.Schema;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Reads whatever a fuzzer thinks of as the JSON of a schema. It is one, and comes back from its own
 * JSON as it was, or it is refused with an error of ours; nothing hangs.
 */
final class SchemaFuzzTest {

  /** Of the processor, so that a machine that is busy with other things proves nothing. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  @FuzzTest(maxDuration = "30m")
  void readsSchemas(byte[] bytes) {
    String json = new String(bytes, StandardCharsets.UTF_8);
    long start = THREADS.getCurrentThreadCpuTime();
    try {
      Schema schema = Schema.parse("fuzz", json);
      assertThat(Schema.parse("fuzz", schema.toJson())).isEqualTo(schema);
      assertThat(Template.of(schema).csv()).endsWith("\r\n");
      assertThat(Template.of(schema).json()).startsWith("[");
    } catch (SchemaException refused) {
      assertThat(refused.faults()).isNotEmpty();
      assertThat(refused.faults()).allSatisfy(fault -> assertThat(fault.message()).isNotBlank());
    }
    assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start)).isLessThan(PATIENCE);
  }
}
