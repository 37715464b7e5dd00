package dev.importer.server.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The parameters of a header, such as {@code form-data; name="file"; filename="a.csv"}. Immutable.
 *
 * @param all all parameters in their order
 */
record HeaderParameters(List<Parameter> all) {

  /**
   * One parameter.
   *
   * @param name in lower case
   * @param value without quotes
   */
  record Parameter(String name, String value) {}

  /** Reads a header; what is no parameter is passed over. */
  static HeaderParameters of(String header) {
    List<Parameter> all = new ArrayList<>();
    int at = header.indexOf(';');
    while (at >= 0 && at < header.length()) {
      int equals = header.indexOf('=', at);
      int next = header.indexOf(';', at + 1);
      if (equals < 0) {
        break;
      }
      if (next >= 0 && next < equals) {
        at = next;
        continue;
      }
      StringBuilder value = new StringBuilder();
      String name = header.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
      at = readValue(header, equals + 1, value);
      all.add(new Parameter(name, value.toString()));
    }
    return new HeaderParameters(List.copyOf(all));
  }

  /** The values of all parameters of a name. */
  List<String> values(String name) {
    return all.stream()
        .filter(parameter -> parameter.name().equals(name))
        .map(Parameter::value)
        .toList();
  }

  /** Gives where the next parameter begins, at its semicolon, or the length of the header. */
  private static int readValue(String header, int start, StringBuilder value) {
    int at = start;
    while (at < header.length() && header.charAt(at) == ' ') {
      at++;
    }
    if (at < header.length() && header.charAt(at) == '"') {
      return readQuoted(header, at + 1, value);
    }
    int end = header.indexOf(';', at);
    end = end < 0 ? header.length() : end;
    value.append(header.substring(at, end).strip());
    return end;
  }

  /**
   * A backslash escapes only a quote or itself: some senders give whole Windows paths as they are.
   */
  private static int readQuoted(String header, int start, StringBuilder value) {
    int at = start;
    while (at < header.length() && header.charAt(at) != '"') {
      char c = header.charAt(at);
      char next = at + 1 < header.length() ? header.charAt(at + 1) : ' ';
      if (c == '\\' && (next == '"' || next == '\\')) {
        c = next;
        at++;
      }
      value.append(c);
      at++;
    }
    int end = header.indexOf(';', at);
    return end < 0 ? header.length() : end;
  }
}
