package dev.importer.internal.workbook;

import dev.importer.internal.text.Quoted;
import dev.importer.internal.workbook.CellValue.Kind;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the cells of a table of OpenDocument, one after the other. */
final class OdsCell {

  private static final CellValue TRUE = new CellValue(Kind.BOOLEAN, "true", null);
  private static final CellValue FALSE = new CellValue(Kind.BOOLEAN, "false", null);

  /** How programs show an error that they do not mark as one; some words are translated. */
  private static final Pattern ERROR =
      Pattern.compile("#N/?[AV]|#[¡¿]?\\p{Lu}[\\p{Lu}0-9/ ]*[!?]|Err:[0-9]{3}");

  private static final int LONGEST_ERROR = 24;
  private static final String UNNAMED_ERROR = "#ERROR!";

  private final XmlPart xml;
  private final Place place;
  private final int maxTextLength;
  private final OdsText text;
  private final AttributeText attribute = new AttributeText();
  private final CellText number = new CellText();
  private int repeated;
  private boolean formula;
  private boolean error;
  private String type = "";

  /** A date, a time or a boolean as it is stored. */
  private String stored = "";

  private String string = "";

  /**
   * How a number is shown, which the document says of each.
   *
   * @param text the number as people see it
   */
  private record Shown(String text) implements CellFormat {

    @Override
    public Optional<String> show(String number) {
      return Optional.of(text);
    }
  }

  OdsCell(XmlPart xml, Place place, int maxTextLength) {
    this.xml = xml;
    this.place = place;
    this.maxTextLength = maxTextLength;
    this.text = new OdsText(xml, place, maxTextLength);
  }

  /**
   * Reads the cell that has just begun, and goes on to its end.
   *
   * @return a text, a {@link CellValue}, or null
   */
  @Nullable Object read() {
    readAttributes();
    text.clear();
    for (int event = xml.next(); event != XmlPart.END; event = xml.next()) {
      if (event == XmlPart.START) {
        text.addBlock();
      }
    }
    return content();
  }

  /** How many cells beside each other are the one that was read; at least 1. */
  int repeated() {
    return repeated;
  }

  /** How often the element that has just begun is repeated, by the attribute of this name. */
  int repetitions(String attributeName) {
    String count = xml.attribute(attributeName);
    return count == null ? 1 : repetitionsOf(count);
  }

  private int repetitionsOf(String count) {
    int times = WholeNumber.of(count);
    if (times < 1) {
      throw WorkbookErrors.damaged(
          place.now(), "something is repeated " + Quoted.of(count) + " times");
    }
    return times;
  }

  private void readAttributes() {
    repeated = 1;
    formula = false;
    error = false;
    type = "";
    stored = "";
    string = "";
    number.clear();
    int attributes = xml.attributes();
    for (int i = 0; i < attributes; i++) {
      switch (xml.attributeName(i)) {
        case "number-columns-repeated" -> repeated = repetitionsOf(xml.attribute(i));
        case "formula" -> formula = true;
        case "value-type" -> {
          // It is there twice, and an extension alone knows of errors.
          String said = xml.attribute(i);
          error |= said.equals("error");
          type = said.equals("error") ? type : said;
        }
        case "value" -> {
          xml.attribute(i, attribute);
          number.clear();
          number.add(attribute.characters, attribute.start, attribute.end - attribute.start);
        }
        case "date-value", "time-value", "boolean-value" -> stored = xml.attribute(i).strip();
        case "string-value" -> string = xml.attribute(i);
        default -> {
          // Its style and the like.
        }
      }
    }
    if (string.length() > maxTextLength) {
      throw WorkbookErrors.textTooLong(place.now(), maxTextLength);
    }
  }

  private @Nullable Object content() {
    if (error || (formula && isError())) {
      String shown = text.isEmpty() ? UNNAMED_ERROR : text.toString();
      return new CellValue(Kind.ERROR, shown, null);
    }
    return switch (type) {
      case "float", "currency", "percentage" -> number();
      case "boolean", "date", "time" -> stored.isEmpty() ? string() : moment();
      case "" -> formula && text.isEmpty() ? CellValue.UNCALCULATED : string();
      default -> string();
    };
  }

  private boolean isError() {
    return text.length() <= LONGEST_ERROR && ERROR.matcher(text.toString()).matches();
  }

  private @Nullable Object number() {
    String digits = StoredNumber.of(number.characters(), 0, number.length());
    if (digits == null) {
      return string();
    }
    boolean plain = text.isEmpty() || text.is(digits);
    return new CellValue(Kind.NUMBER, digits, plain ? null : new Shown(text.toString()));
  }

  private Object moment() {
    CellValue value =
        switch (type) {
          case "boolean" -> truth();
          case "date" -> IsoTime.of(stored, TimeFormat.NONE);
          default -> IsoTime.ofPeriod(stored);
        };
    return value == null ? stored : value;
  }

  private @Nullable CellValue truth() {
    return switch (stored) {
      case "true", "1" -> TRUE;
      case "false", "0" -> FALSE;
      default -> null;
    };
  }

  private @Nullable String string() {
    return !string.isEmpty() ? string : text.isEmpty() ? null : text.toString();
  }
}
