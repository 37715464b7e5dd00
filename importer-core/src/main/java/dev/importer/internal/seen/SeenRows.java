package dev.importer.internal.seen;

import dev.importer.error.ErrorCode;
import dev.importer.error.Notice;
import dev.importer.internal.keys.KeyFiles;
import dev.importer.internal.keys.KeyIndex;
import dev.importer.internal.record.RowDigest;
import dev.importer.internal.record.RowSketch;
import dev.importer.internal.store.ImportStore;
import dev.importer.internal.store.ImportStore.Findings;
import dev.importer.results.CheckReport;
import dev.importer.results.ErrorSummary;
import dev.importer.results.ImportStatus;
import dev.importer.results.SeenImport;
import dev.importer.results.StoredImport;
import dev.importer.schema.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Which completed imports hold rows of a source already, and how many. The sketches of the newest
 * imports tell which are worth looking at; the rows of these are read, and counted exactly.
 *
 * @param count how many valid rows of the source are stored by any of the imports
 * @param imports the imports, those with most rows first
 */
public record SeenRows(long count, List<SeenImport> imports) {

  /** Nothing is stored of a source. */
  public static final SeenRows NONE = new SeenRows(0, List.of());

  /** How many imports are looked at by their sketches. */
  static final int MOST_SKETCHES = 256;

  /** Of how many the rows are read. */
  private static final int MOST_CANDIDATES = 3;

  /** An import that has less of the source, as far as the sketches tell, is not looked at. */
  private static final double LEAST_SHARE = 0.01;

  /** An import that probably has rows of the source. */
  private record Candidate(long id, double share) {}

  /**
   * Looks for the rows of a source.
   *
   * @param schema what they were checked against
   * @param files where digests lie if they are too many for the memory
   * @param stop asked now and then whether to give up
   */
  public static SeenRows find(
      ImportStore store, Schema schema, RowDigests source, KeyFiles files, BooleanSupplier stop) {
    List<Candidate> candidates = candidates(store, schema.name(), source.sketch());
    if (candidates.isEmpty()) {
      return NONE;
    }
    try (KeyIndex index = new KeyIndex(files)) {
      List<Count> counts = new ArrayList<>();
      for (Candidate candidate : candidates) {
        Optional<StoredImport> stored = store.queries().find(candidate.id());
        if (stored.isPresent()) {
          Count count = new Count(stored.get(), counts.size(), index, source);
          store.rows().digests(candidate.id(), stored.get().totalRecords(), stop, count::stored);
          counts.add(count);
        }
      }
      // What was deleted or corrected meanwhile was not read as a whole.
      counts.removeIf(count -> !count.isOf(store.queries().find(count.stored.id())));
      return counted(counts, source, schema);
    }
  }

  /**
   * The findings of a source with these among them.
   *
   * @param notices all places that were met in it
   */
  public Findings addTo(Findings findings, List<Notice> notices) {
    return imports.isEmpty()
        ? findings
        : new Findings(
            findings.bytesRead(),
            findings.columns(),
            findings.labels(),
            warnings(findings.warnings()),
            notices(notices),
            findings.errors());
  }

  /** A report on a source with these in it. */
  public CheckReport addTo(CheckReport report) {
    return imports.isEmpty()
        ? report
        : new CheckReport(
            report.detection(),
            report.schema(),
            report.columns(),
            report.labels(),
            report.mapping(),
            report.total(),
            report.valid(),
            report.failed(),
            report.failure(),
            new ErrorSummary(report.errorSummary().groups(), warnings(report.warnings())),
            report.rows(),
            report.errors(),
            report.values(),
            notices(report.notices()),
            imports,
            report.accounting(),
            report.target());
  }

  private Map<String, Long> warnings(Map<String, Long> others) {
    Map<String, Long> all = new TreeMap<>(others);
    all.put(ErrorCode.SEEN_ROWS.text(), count);
    return all;
  }

  private List<Notice> notices(List<Notice> others) {
    return Stream.concat(imports.stream().map(SeenImport::notice), others.stream())
        .limit(Notice.MOST_KEPT)
        .toList();
  }

  private static List<Candidate> candidates(ImportStore store, String schema, RowSketch sketch) {
    List<Candidate> found = new ArrayList<>();
    if (!sketch.isEmpty()) {
      store
          .rows()
          .sketches(
              schema,
              MOST_SKETCHES,
              (id, other) -> {
                RowSketch.Overlap overlap = sketch.overlap(other);
                if (overlap.common() > 0 && overlap.share() >= LEAST_SHARE) {
                  found.add(new Candidate(id, overlap.share()));
                }
              });
    }
    return found.stream()
        .sorted(Comparator.comparingDouble(Candidate::share).reversed())
        .limit(MOST_CANDIDATES)
        .toList();
  }

  private static SeenRows counted(List<Count> counts, RowDigests source, Schema schema) {
    long seen = 0;
    for (long row = 1; row <= source.rows(); row++) {
      long digest = source.of(row);
      boolean found = false;
      for (Count count : counts) {
        found |= digest != RowDigest.NONE && count.has(digest);
      }
      seen += found ? 1 : 0;
    }
    List<SeenImport> imports =
        counts.stream()
            .filter(count -> count.rows > 0)
            .map(count -> count.result(schema))
            .sorted(Comparator.comparingLong(SeenImport::rows).reversed())
            .toList();
    return new SeenRows(seen, imports);
  }

  /** The rows that one import shares with the source. */
  private static final class Count {

    private final StoredImport stored;
    private final int number;
    private final KeyIndex index;
    private final RowDigests source;

    /** How many of its valid rows are the same in the source under the same number. */
    private long inPlace;

    private long rows;

    Count(StoredImport stored, int number, KeyIndex index, RowDigests source) {
      this.stored = stored;
      this.number = number;
      this.index = index;
      this.source = source;
    }

    void stored(long rowNumber, long digest) {
      if (digest != RowDigest.NONE) {
        long unused = index.add(number, rowNumber, digest);
        inPlace += source.of(rowNumber) == digest ? 1 : 0;
      }
    }

    boolean has(long digest) {
      boolean found = index.find(number, digest) != KeyIndex.NO_ROW;
      rows += found ? 1 : 0;
      return found;
    }

    boolean isOf(Optional<StoredImport> now) {
      return now.isPresent()
          && now.get().status() == ImportStatus.COMPLETED
          && now.get().processedRecords() == stored.processedRecords();
    }

    SeenImport result(Schema schema) {
      long same = schema.primaryKey().isEmpty() ? inPlace : Math.max(inPlace, rows);
      boolean correctable =
          stored.failedRecords() > 0
              && source.rows() == stored.totalRecords()
              && same == stored.processedRecords()
              && source.valid() > same;
      return new SeenImport(
          stored.id(), stored.filename(), stored.createdAt(), rows, source.valid(), correctable);
    }
  }
}
