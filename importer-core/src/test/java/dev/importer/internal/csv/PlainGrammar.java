package dev.importer.internal.csv;

import dev.importer.source.Dialect;
import java.util.ArrayList;
import java.util.List;

/** The grammar once more, as plainly as can be: no buffers, no speed, no places. */
final class PlainGrammar {

  private final String text;
  private final char escape;
  private int at;
  private int faults;

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

  private List<String> record() {
    List<String> cells = new ArrayList<>();
    faults = 0;
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
    if (is('\r')) {
      at++;
      at += is('\n') ? 1 : 0;
    } else if (is('\n')) {
      at++;
    }
    return cells;
  }

  private String plain() {
    int start = at;
    while (at < text.length() && !is(',') && !is('\n') && !is('\r')) {
      at++;
    }
    return text.substring(start, at);
  }

  private String quoted() {
    StringBuilder cell = new StringBuilder();
    for (at++; at < text.length(); at++) {
      boolean pair = at + 1 < text.length() && is(escape);
      if (pair && (text.charAt(at + 1) == '"' || text.charAt(at + 1) == escape)) {
        at++;
        cell.append(text.charAt(at));
      } else if (is('"')) {
        at++;
        String rest = plain();
        faults += rest.isEmpty() ? 0 : 1;
        return cell + rest;
      } else {
        cell.append(text.charAt(at));
      }
    }
    return null;
  }

  private boolean is(char c) {
    return at < text.length() && text.charAt(at) == c;
  }
}
