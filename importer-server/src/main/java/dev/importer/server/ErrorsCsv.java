package dev.importer.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.importer.query.StoredRecord;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes refused rows as CSV: the columns of the source, and behind them where each row was and
 * what is wrong with it. Cells are guarded against spreadsheets, see {@link FormulaGuard}.
 */
final class ErrorsCsv implements ErrorsHandler.Writer {

  private static final List<String> OWN_COLUMNS = List.of("_row", "_line", "_errors");

  private static final JsonFactory JSON = new JsonFactory();

  private final Writer out;
  private final Map<String, Integer> positions = new HashMap<>();

  ErrorsCsv(OutputStream stream, List<String> columns) throws IOException {
    CharsetEncoder encoder =
        StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .replaceWith("\uFFFD".getBytes(StandardCharsets.UTF_8));
    this.out = new BufferedWriter(new OutputStreamWriter(stream, encoder));
    for (String column : columns) {
      positions.put(column, positions.size());
    }
    List<String> header = new ArrayList<>(columns);
    header.addAll(OWN_COLUMNS);
    line(header);
  }

  @Override
  public void write(StoredRecord row) throws IOException {
    String[] cells = new String[positions.size()];
    Arrays.fill(cells, "");
    StringBuilder others = new StringBuilder();
    String data = row.dataJson();
    try (JsonParser json = JSON.createParser(data)) {
      json.nextToken();
      for (String label = json.nextFieldName(); label != null; label = json.nextFieldName()) {
        json.nextToken();
        String cell = text(json, data);
        Integer position = positions.get(label);
        if (position == null) {
          // A column that came up after the header was written: no cell may get lost.
          others.append("; ").append(label).append(" = ").append(cell);
        } else {
          cells[position] = cell;
        }
      }
    }
    List<String> line = new ArrayList<>(List.of(cells));
    line.add(Long.toString(row.rowNumber()));
    line.add(Long.toString(row.lineNumber()));
    line.add(row.error().orElse("") + others);
    line(line);
  }

  @Override
  public void end() throws IOException {
    out.flush();
  }

  /** Numbers and nested values as they came, and nothing for null. */
  private static String text(JsonParser json, String data) throws IOException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return "";
    }
    if (!token.isStructStart()) {
      return json.getText();
    }
    int start = (int) json.currentTokenLocation().getCharOffset();
    json.skipChildren();
    return data.substring(start, (int) json.currentLocation().getCharOffset());
  }

  private void line(List<String> cells) throws IOException {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      cell(FormulaGuard.guarded(cells.get(i)));
    }
    out.write("\r\n");
  }

  /** RFC 4180; white space at the ends is quoted, too, because some readers strip it otherwise. */
  private void cell(String text) throws IOException {
    boolean quoted =
        !text.equals(text.strip()) || text.chars().anyMatch(c -> c == ',' || c == '"' || c < ' ');
    out.write(quoted ? '"' + text.replace("\"", "\"\"") + '"' : text);
  }
}
