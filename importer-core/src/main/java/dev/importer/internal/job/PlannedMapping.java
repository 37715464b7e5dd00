package dev.importer.internal.job;

import dev.importer.error.SourceException;
import dev.importer.internal.check.ColumnMeanings;
import dev.importer.internal.parse.RowReader;
import dev.importer.internal.plan.Mapping;
import dev.importer.internal.plan.Mapping.Memory;
import dev.importer.internal.source.Content;
import dev.importer.internal.source.Spool;
import dev.importer.internal.store.RememberedMappings;
import dev.importer.job.ImportOption;
import dev.importer.job.ImportOptions;
import dev.importer.results.SourceDetection;
import dev.importer.row.Header;
import dev.importer.schema.Schema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which column of a source feeds which field: as it is asked for, or else as it is remembered. */
final class PlannedMapping {

  private final Schema schema;
  private final @Nullable RememberedMappings memory;
  private final Spool spool;

  /**
   * Mappings under a schema.
   *
   * @param memory null if nothing can be remembered
   */
  PlannedMapping(Schema schema, @Nullable RememberedMappings memory, Spool spool) {
    this.schema = schema;
    this.memory = memory;
    this.spool = spool;
  }

  /**
   * The mapping of an import. Who gives a map, be it an empty one, gets that.
   *
   * @param detected how the source is read
   */
  Mapping of(ImportOptions options, Content content, SourceDetection detected) {
    // What is remembered belongs to the schemas that have their names here.
    boolean remembers =
        schema.remembersMappings() && !schema.fields().isEmpty() && options.ownSchema().isEmpty();
    Mapping given =
        new Mapping(
            options.map(),
            options.constants(),
            remembers && !options.map().isEmpty() && hasLabels(detected)
                ? Memory.LEARN
                : Memory.NONE);
    return remembers && !options.has(ImportOption.MAP) && hasLabels(detected)
        ? recalled(given, options, content, detected).orElse(given)
        : given;
  }

  /** Files without labels are all alike, and records of JSON have no order of their labels. */
  private static boolean hasLabels(SourceDetection detected) {
    return detected.format().isTable() && Boolean.TRUE.equals(detected.dialect().header());
  }

  private Optional<Mapping> recalled(
      Mapping given, ImportOptions options, Content content, SourceDetection detected) {
    RememberedMappings remembered = memory;
    if (remembered == null || !remembered.hasAny(schema.name())) {
      return Optional.empty();
    }
    try (RowReader reader =
        RowReader.open(content, detected.format(), detected.dialect(), options.repair(), spool)) {
      Header header = reader.header().orElseThrow();
      List<String> labels = reader.labels();
      return remembered
          .find(schema.name(), labels)
          .flatMap(found -> ColumnMeanings.renamed(found.columns(), found.labels(), labels))
          .map(given::recalling)
          .filter(mapping -> ColumnMeanings.fits(schema, mapping, header, labels));
    } catch (SourceException e) {
      // What is wrong with the file is told when it is read for good.
      return Optional.empty();
    }
  }
}
