package dev.importer.internal.infer;

import dev.importer.results.Inference;
import dev.importer.row.JsonText;
import dev.importer.schema.Field;
import dev.importer.type.FieldType;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the cells of one column may be. What is kept does not grow with their number. */
final class ColumnGuess {

  /** What a cell is by itself; in CSV every cell is text. */
  private enum Kind {
    TEXT("texts"),
    WHOLE("whole numbers"),
    DECIMAL("numbers"),
    TRUTH("truth values"),
    OBJECT("objects"),
    ARRAY("arrays");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  private final int column;
  private final String label;
  private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
  private final TextGuess texts = new TextGuess();
  private long values;

  ColumnGuess(int column, String label) {
    this.column = column;
    this.label = label;
  }

  /** Takes a cell in; an empty one is none. */
  void add(@Nullable Object cell, long row) {
    if (cell == null || cell.equals("")) {
      return;
    }
    values++;
    kinds.add(kindOf(cell));
    if (cell instanceof String text) {
      texts.add(text, row);
    }
  }

  private static Kind kindOf(Object cell) {
    if (cell instanceof String) {
      return Kind.TEXT;
    } else if (cell instanceof Boolean) {
      return Kind.TRUTH;
    } else if (cell instanceof BigDecimal) {
      return Kind.DECIMAL;
    } else if (cell instanceof JsonText json) {
      return json.text().startsWith("{") ? Kind.OBJECT : Kind.ARRAY;
    }
    return Kind.WHOLE;
  }

  /** The answer after this many rows. */
  Inference.Column answer(long rows) {
    TextGuess.Answer answer =
        kinds.equals(EnumSet.of(Kind.TEXT))
            ? texts.answer()
            : new TextGuess.Answer(type(), Field.DEFAULT_FORMAT, reason(), null);
    return new Inference.Column(
        column,
        label,
        answer.type(),
        answer.format(),
        values,
        rows - values,
        answer.reason(),
        answer.warning());
  }

  private FieldType type() {
    if (kinds.equals(EnumSet.of(Kind.WHOLE, Kind.DECIMAL))) {
      return FieldType.NUMBER;
    }
    if (kinds.size() != 1) {
      return FieldType.ANY;
    }
    return switch (kinds.iterator().next()) {
      case TEXT -> FieldType.STRING;
      case WHOLE -> FieldType.INTEGER;
      case DECIMAL -> FieldType.NUMBER;
      case TRUTH -> FieldType.BOOLEAN;
      case OBJECT -> FieldType.OBJECT;
      case ARRAY -> FieldType.ARRAY;
    };
  }

  private String reason() {
    if (kinds.isEmpty()) {
      return "there is no value";
    }
    String listed = String.join(" and ", kinds.stream().map(kind -> kind.text).toList());
    return kinds.size() == 1 || type() == FieldType.NUMBER
        ? "all values are JSON " + listed
        : "the values are of different kinds: JSON " + listed;
  }
}
