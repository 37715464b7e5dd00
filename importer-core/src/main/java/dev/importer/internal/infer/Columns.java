package dev.importer.internal.infer;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.internal.parse.RowReader;
import dev.importer.results.Inference;
import dev.importer.row.Header;
import dev.importer.row.Row;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Limits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at the columns of all rows. Labels that a schema cannot tell apart are one column. */
final class Columns {

  private final RowReader reader;
  private final Limits limits;
  private final Map<String, ColumnGuess> guesses = new LinkedHashMap<>();
  private long rows;
  private long leftOut;
  private @Nullable Header lastHeader;
  private ColumnGuess[] bound = {};
  private boolean ambiguous;

  Columns(RowReader reader, Limits limits) {
    this.reader = reader;
    this.limits = limits;
  }

  /**
   * Reads all rows.
   *
   * @throws SourceException {@code duplicate-label} if two columns of CSV would be one field
   */
  Inference infer(String name) {
    reader.header().ifPresent(this::begin);
    for (Row row = reader.next(); row != null; row = reader.next()) {
      if (row.faults().isEmpty()) {
        bind(row.header());
      }
      if (!row.faults().isEmpty() || ambiguous) {
        leftOut++;
        continue;
      }
      rows++;
      for (int i = 0; i < row.size(); i++) {
        bound[i].add(row.cell(i), row.number());
      }
    }
    return result(name);
  }

  private void begin(Header header) {
    bind(header);
    if (ambiguous) {
      throw new SourceException(
          ErrorCode.DUPLICATE_LABEL,
          "Two labels of the header differ only in case, spaces or separators, so that no schema"
              + " can tell them apart. Rename or remove one of them.");
    }
  }

  /** Rows of the same labels share their header, so this is done once for many. */
  private void bind(Header header) {
    if (header == lastHeader) {
      return;
    }
    lastHeader = header;
    bound = new ColumnGuess[header.size()];
    for (int i = 0; i < bound.length; i++) {
      bound[i] = guessOf(header.label(i));
    }
    ambiguous = Arrays.stream(bound).distinct().count() < bound.length;
  }

  private ColumnGuess guessOf(String label) {
    String key = Schema.normalLabel(label);
    ColumnGuess known = guesses.get(key);
    if (known != null) {
      return known;
    }
    if (guesses.size() == limits.maxColumns()) {
      throw new SourceException(
          ErrorCode.TOO_MANY_COLUMNS,
          "The records have more than "
              + limits.maxColumns()
              + " different members. Raise the limit maxColumns if that is meant.");
    }
    ColumnGuess guess = new ColumnGuess(guesses.size() + 1, label);
    guesses.put(key, guess);
    return guess;
  }

  private Inference result(String name) {
    Schema.Builder schema = Schema.builder(name);
    List<Inference.Column> columns = new ArrayList<>();
    for (ColumnGuess guess : guesses.values()) {
      Inference.Column column = guess.answer(rows);
      columns.add(column);
      // A member without a name can be no field; it is kept beside them.
      if (!column.label().isBlank()) {
        Field field = Field.of(column.label(), column.type()).format(column.format());
        schema.field(rows > 0 && column.missing() == 0 ? field.required() : field);
      }
    }
    return new Inference(schema.build(), rows, leftOut, columns);
  }
}
