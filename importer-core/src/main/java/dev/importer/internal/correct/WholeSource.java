package dev.importer.internal.correct;

import dev.importer.error.SourceException;
import dev.importer.internal.detect.SourceDetector;
import dev.importer.internal.parse.RowReader;
import dev.importer.internal.source.Content;
import dev.importer.internal.source.Spool;
import dev.importer.internal.store.ImportStore;
import dev.importer.results.SourceDetection;
import dev.importer.results.StoredImport;
import dev.importer.row.Row;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.Source;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out how a whole file is read that may be the corrected source of an import. */
final class WholeSource {

  private WholeSource() {}

  /**
   * How the file is read: as the source of the import was, or as it looks now.
   *
   * @param source what was said of the file
   * @param known what is known of it besides: its encoding
   * @return null if its labels are not those of the import
   */
  static @Nullable SourceDetection find(
      Source source, Source known, Content content, Spool spool, StoredImport target) {
    for (Source guess : guesses(source, known, target)) {
      try {
        SourceDetection detected = SourceDetector.detect(guess, content, target.columns(), spool);
        if (fits(content, detected, spool, target)) {
          return detected;
        }
      } catch (SourceException e) {
        // It is not written in this way.
      }
    }
    return null;
  }

  private static List<Source> guesses(Source source, Source known, StoredImport target) {
    List<Source> guesses = new ArrayList<>();
    Dialect before = withoutEncoding(target.detection().dialect());
    Dialect said = withoutEncoding(source.dialect());
    if (known.dialect().encoding() != null) {
      said = said.withEncoding(known.dialect().encoding());
    }
    Format format = target.format();
    if (format.isTable() && source.format().orElse(format) == format) {
      guesses.add(source.withFormat(format).withDialect(said.orElse(before)));
      Boolean header = before.header();
      if (said.header() == null && header != null) {
        said = said.withHeader(header);
      }
    }
    guesses.add(source.withDialect(said));
    return guesses;
  }

  private static Dialect withoutEncoding(Dialect dialect) {
    return new Dialect(
        null,
        dialect.delimiter(),
        dialect.quoteChar(),
        dialect.escapeChar(),
        dialect.header(),
        dialect.skipRows(),
        dialect.headerRows(),
        dialect.headerJoin(),
        dialect.skipInitialSpace(),
        dialect.commentChar(),
        dialect.property(),
        dialect.sheet());
  }

  /** Reads it, with the repairs that the import had. */
  static RowReader reader(
      Content content, SourceDetection detected, Spool spool, StoredImport target) {
    return RowReader.open(
        content,
        detected.format(),
        detected.dialect(),
        ImportStore.plan(target.plan()).repair(),
        spool);
  }

  private static boolean fits(
      Content content, SourceDetection detected, Spool spool, StoredImport target) {
    try (RowReader reader = reader(content, detected, spool, target)) {
      if (detected.format().isTable()) {
        return WholeRows.fit(reader.header().orElseThrow().labels(), target);
      }
      Row first = reader.next();
      return first != null && WholeRows.fits(first, target);
    }
  }
}
