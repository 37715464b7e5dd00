package dev.importer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.job.ImportResult;
import dev.importer.results.CheckReport;
import dev.importer.results.CorrectionResult;
import dev.importer.results.ErrorSummary;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredRecord;
import dev.importer.schema.Schema;
import dev.importer.source.Source;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The messy orders from the rehearsal to the last mended row. */
class OrdersLoopTest {

  private static final Path ORDERS = Project.folder("samples").resolve("orders");

  /** What somebody with an editor changes: for each row the text and what takes its place. */
  private static final Map<Integer, List<String>> MENDED = new LinkedHashMap<>();

  static {
    MENDED.put(4, List.of("de4;", "DE-0004;"));
    MENDED.put(5, List.of("DE-0001;", "DE-0005;"));
    MENDED.put(6, List.of(";customer6", "DE-0006;customer6"));
    MENDED.put(7, List.of("customer7 at ", "customer7@"));
    MENDED.put(8, List.of("c".repeat(60), "c".repeat(20)));
    MENDED.put(9, List.of(";2026-11-23;", ";23.11.2026;"));
    MENDED.put(10, List.of("31.12.2019", "31.12.2020"));
    MENDED.put(11, List.of(";yesterday;", ";2026-11-24T10:30:00Z;"));
    MENDED.put(12, List.of(";three;", ";3;"));
    MENDED.put(13, List.of(";0;", ";1;"));
    MENDED.put(14, List.of(";100000;", ";1000;"));
    MENDED.put(15, List.of(";12,5,0;", ";12,50;"));
    MENDED.put(16, List.of(";0,00;", ";0,01;"));
    MENDED.put(17, List.of(";maybe;", ";no;"));
    MENDED.put(18, List.of(";shiped;", ";shipped;"));
    MENDED.put(19, List.of(";D;", ";DE;"));
    MENDED.put(20, List.of("not-a-uuid", "0f8fad5b-d9cb-469f-a165-000000000020"));
    MENDED.put(21, List.of("a165-000000000003", "a165-000000000021"));
    MENDED.put(22, List.of("track me", "https://track.example.com/22"));
    MENDED.put(23, List.of("DE-9999", "DE-0022"));
    MENDED.put(24, List.of("200, 95", "20.0, 9.5"));
    MENDED.put(25, List.of(";3 days;", ";P3D;"));
    MENDED.put(26, List.of(";P45D;", ";P30D;"));
    MENDED.put(27, List.of(";DE;;", ";DE;0f8fad5b-d9cb-469f-a165-000000000027;"));
    MENDED.put(28, List.of(";surplus;", ";;"));
    MENDED.put(29, List.of("\"\"gift\"\"|express", "gift|express"));
    MENDED.put(30, List.of(";many;", ";3;", ";perhaps;", ";yes;", ";payed;", ";paid;"));
  }

  @TempDir Path folder;
  private Schema schema;

  @BeforeEach
  void readTheSchema() throws IOException {
    schema = Schema.parse("orders", Files.readString(ORDERS.resolve("orders.json")));
  }

  @Test
  void endWithoutARefusedRow() throws IOException {
    Path file = ORDERS.resolve("orders_messy.csv");
    try (Importer importer = Importer.builder().inMemory().schema(schema).build()) {
      CheckReport rehearsal = importer.check(file);

      ImportResult result = importer.load(file);

      long id = result.id();
      assertThat(List.of(result.total(), result.valid(), result.failed()))
          .containsExactly(31L, 4L, 27L)
          .containsExactly(rehearsal.total(), rehearsal.valid(), rehearsal.failed());
      assertThat(importer.results().errorSummary(id)).isEqualTo(rehearsal.errorSummary());
      assertThat(importer.results().errorSummary(id).groups())
          .filteredOn(group -> "status".equals(group.field()))
          .extracting(ErrorSummary.Group::suggestion)
          .containsExactly("shipped");

      CorrectionResult first = importer.correct(id, Source.of(mended(importer, id, 22)));
      assertThat(first.corrected()).isEqualTo(22);
      assertThat(first.summary().failedRecords()).isEqualTo(5);

      CorrectionResult second = importer.correct(id, Source.of(mended(importer, id, 27)));
      assertThat(importer.results().errors(id, PageRequest.FIRST).items()).isEmpty();
      assertThat(second.summary().failedRecords()).isZero();
      assertThat(second.summary().processedRecords()).isEqualTo(31);
      assertThat(importer.results().errorSummary(id).groups()).isEmpty();
      List<StoredRecord> records = importer.results().records(RecordQuery.ofImport(id)).items();
      assertThat(records).hasSize(31).allMatch(row -> row.status() == RecordStatus.VALID);
      assertThat(records)
          .extracting(StoredRecord::rowNumber)
          .isSorted()
          .startsWith(1L)
          .endsWith(31L);
      assertThat(records.get(11).dataJson()).contains("\"quantity\":3", "\"price\":1299.00");
    }
  }

  /** The download with the first of its rows mended, as many as said. */
  private Path mended(Importer importer, long id, int rows) throws IOException {
    Path bad = folder.resolve("bad.csv");
    try (OutputStream out = Files.newOutputStream(bad)) {
      importer.results().errorsCsv(id).writeTo(out);
    }
    List<String> lines = new ArrayList<>();
    int left = rows;
    for (String line : Files.readAllLines(bad)) {
      String changed = line;
      for (Map.Entry<Integer, List<String>> row : MENDED.entrySet()) {
        if (left > 0 && line.contains(";" + row.getKey() + ";" + (row.getKey() + 1) + ";")) {
          left--;
          for (int i = 0; i < row.getValue().size(); i += 2) {
            // Only the cells; the reasons, which come behind them, are not read.
            changed =
                changed.replaceFirst(quoted(row.getValue().get(i)), row.getValue().get(i + 1));
          }
        }
      }
      lines.add(changed);
    }
    return Files.write(bad, lines);
  }

  private static String quoted(String text) {
    return java.util.regex.Pattern.quote(text);
  }
}
