package dev.importer.internal.csv;

import dev.importer.source.Dialect;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The grammar once more, as plainly as can be: no buffers, no speed, no places. */
final class PlainGrammar {

  private final String text;
  private final char escape;
  private int at;
  private int faults;

  /** Whether any cell so far was in quotes. */
  private boolean quotesCells;

  /** The cells of a record as they stand; null for those in quotes. */
  private final List<@Nullable String> written = new ArrayList<>();

  private PlainGrammar(String text, char escape) {
    this.text = text;
    this.escape = escape;
  }

  /** A line for each record, with commas and double quotes, and one for an unclosed quote. */
  static List<String> read(String text, Dialect dialect) {
    PlainGrammar grammar = new PlainGrammar(text, dialect.escapeChar());
    List<String> lines = new ArrayList<>();
    while (grammar.at < text.length()) {
      List<String> cells = grammar.record();
      if (cells == null) {
        lines.add("unclosed-quote");
        break;
      }
      lines.add(cells + " faults " + grammar.faults);
    }
    return lines;
  }

  private @Nullable List<String> record() {
    List<String> cells = new ArrayList<>();
    written.clear();
    faults = 0;
    at += is('\uFEFF') ? 1 : 0;
    while (true) {
      String cell = is('"') ? quoted() : plain();
      if (cell == null) {
        return null;
      }
      cells.add(cell);
      if (!is(',')) {
        break;
      }
      at++;
    }
    faults += quotesCells && hasPairOfQuotes() ? 1 : 0;
    if (is('\r')) {
      at++;
      at += is('\n') ? 1 : 0;
    } else if (is('\n')) {
      at++;
    }
    return cells;
  }

  private boolean hasPairOfQuotes() {
    boolean open = false;
    for (String cell : written) {
      boolean odd = cell != null && cell.replaceAll("[^\"]", "").length() % 2 == 1;
      if (cell == null || (odd && cell.matches("(?s).*\"\\s*"))) {
        if (open && cell != null) {
          return true;
        }
        open = false;
      } else if (odd && cell.matches("(?s).*\"[^\"\\s][^\"]*")) {
        open = true;
      }
    }
    return false;
  }

  private String plain() {
    int start = at;
    StringBuilder cell = new StringBuilder();
    while (at < text.length() && !is(',') && !is('\n') && !is('\r')) {
      if (escape == '\\' && is('\\') && at + 1 < text.length()) {
        takeEscaped(cell);
      } else {
        cell.append(text.charAt(at++));
      }
    }
    written.add(text.substring(start, at).replaceAll("(?s)\\\\.", escape == '\\' ? "" : "$0"));
    return cell.toString();
  }

  /** What follows a backslash, which is dropped if it has a meaning. */
  private void takeEscaped(StringBuilder cell) {
    String rest = text.substring(at + 1);
    if (rest.startsWith("\r\n")) {
      cell.append("\r\n");
      at += 3;
    } else if ("\\\",\r\n".indexOf(rest.charAt(0)) >= 0) {
      cell.append(rest.charAt(0));
      at += 2;
    } else {
      cell.append('\\');
      at++;
    }
  }

  private @Nullable String quoted() {
    StringBuilder cell = new StringBuilder();
    at++;
    while (at < text.length()) {
      boolean pair = at + 1 < text.length() && is(escape);
      if (pair && escape == '\\') {
        takeEscaped(cell);
      } else if (pair && text.charAt(at + 1) == '"') {
        cell.append('"');
        at += 2;
      } else if (is('"')) {
        at++;
        quotesCells = true;
        int start = at;
        String rest = plain();
        String after = text.substring(start, at);
        boolean blank = after.chars().allMatch(c -> Character.isWhitespace(c));
        faults += blank ? 0 : 1;
        written.set(written.size() - 1, null);
        return blank ? cell.toString() : cell + rest;
      } else {
        cell.append(text.charAt(at++));
      }
    }
    return null;
  }

  private boolean is(char c) {
    return at < text.length() && text.charAt(at) == c;
  }
}
