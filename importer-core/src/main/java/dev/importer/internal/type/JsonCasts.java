package dev.importer.internal.type;

import dev.importer.internal.text.Quoted;
import dev.importer.row.JsonText;
import java.util.Objects;

/** Casts to objects and arrays: parts of a JSON source, or cells that hold JSON. */
final class JsonCasts {

  private JsonCasts() {}

  /** A {@link JsonText} that is an object. */
  static Object toObject(Object cell) {
    return cast(cell, '{', "a JSON object");
  }

  /** A {@link JsonText} that is an array. */
  static Object toArray(Object cell) {
    return cast(cell, '[', "a JSON array");
  }

  private static Object cast(Object cell, char start, String kind) {
    Object tree = firstIs(cell.toString(), start) ? tree(cell, kind) : null;
    if (tree == null) {
      return new Unfit(Quoted.of(cell) + " is not " + kind);
    } else if (tree instanceof Unfit) {
      return tree;
    }
    return cell instanceof String text ? new JsonText(compact(text)) : cell;
  }

  /**
   * The tree of a cell that holds or is an object or array; an {@link Unfit} with these words if it
   * is none.
   */
  static Object tree(Object cell, String kind) {
    String text = cell instanceof String || cell instanceof JsonText ? cell.toString() : "";
    // Most cells that are neither are told by their first character.
    if (!firstIs(text, '{') && !firstIs(text, '[')) {
      return new Unfit(Quoted.of(cell) + " is not " + kind);
    }
    try {
      return Objects.requireNonNull(JsonTree.of(text));
    } catch (IllegalArgumentException e) {
      return new Unfit(Quoted.of(cell) + " is not " + kind + ": it " + e.getMessage());
    }
  }

  /** Well-formed JSON in one line, without the white space between its parts. */
  static String compact(String json) {
    StringBuilder out = new StringBuilder(json.length());
    boolean inString = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (inString && c == '\\') {
        out.append(c).append(json.charAt(++i));
      } else {
        inString = (c == '"') != inString;
        if (inString || !isSpace(c)) {
          out.append(c);
        }
      }
    }
    return out.toString();
  }

  private static boolean firstIs(String text, char expected) {
    int i = 0;
    while (i < text.length() && isSpace(text.charAt(i))) {
      i++;
    }
    return i < text.length() && text.charAt(i) == expected;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }
}
