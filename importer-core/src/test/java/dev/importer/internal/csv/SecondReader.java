package dev.importer.internal.csv;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.ArrayList;
import java.util.List;

/** Reads well-formed CSV with FastCSV, which shares no line with our own reader. */
final class SecondReader {

  private static final int MOST_CHARACTERS = 64 << 20;

  private SecondReader() {}

  static List<List<String>> cells(String text, char delimiter) {
    List<List<String>> rows = new ArrayList<>();
    CsvReader.builder()
        .fieldSeparator(delimiter)
        .skipEmptyLines(false)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .maxBufferSize(MOST_CHARACTERS)
        .ofCsvRecord(text)
        .forEach(record -> rows.add(record.getFields()));
    return rows;
  }
}
