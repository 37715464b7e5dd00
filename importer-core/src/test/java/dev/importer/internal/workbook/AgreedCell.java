package dev.importer.internal.workbook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.importer.internal.workbook.CellValue.Kind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares cells with what several programs agree on. */
final class AgreedCell {

  /** A number of days cannot do better. */
  private static final long TOLERANCE_MILLIS = 2;

  private static final MathContext DIGITS_KEPT = new MathContext(15);

  private static final List<String> TYPES =
      List.of("string", "number", "date", "datetime", "time", "duration");

  private AgreedCell() {}

  static boolean isAsAgreed(@Nullable Object read, JsonNode wanted) {
    // A formula without a value is no cell.
    Object cell = read instanceof CellValue value && value.kind() == Kind.FORMULA ? null : read;
    if (wanted.isMissingNode() || wanted.isNull()) {
      return cell == null;
    }
    if (wanted.isTextual()) {
      return wanted.asText().isEmpty() ? cell == null : wanted.asText().equals(cell);
    }
    if (wanted.isValueNode()) {
      return is(cell, wanted.isBoolean() ? "boolean" : "number", wanted.asText());
    }
    if (is(cell, wanted.get("t").asText(), wanted.get("v").asText())) {
      return true;
    }
    for (JsonNode other : wanted.path("any")) {
      if (TYPES.stream().anyMatch(type -> isPerhaps(cell, type, other.asText()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPerhaps(@Nullable Object cell, String type, String text) {
    try {
      return is(cell, type, text);
    } catch (DateTimeException | NumberFormatException e) {
      return false;
    }
  }

  private static boolean is(@Nullable Object cell, String type, String text) {
    if (!(cell instanceof CellValue value)) {
      return type.equals("string") && text.equals(cell);
    }
    return switch (type) {
      case "boolean" -> value.kind() == Kind.BOOLEAN && value.text().equals(text);
      case "error" -> value.kind() == Kind.ERROR && value.text().equals(text);
      case "number" -> value.kind() == Kind.NUMBER && isSameNumber(value.text(), text);
      case "date", "datetime" -> isMoment(value) && isNear(momentOf(value.text()), momentOf(text));
      case "time" ->
          value.kind() == Kind.TIME
              && Math.abs(
                      ChronoUnit.MILLIS.between(
                          LocalTime.parse(value.text()), LocalTime.parse(text)))
                  <= TOLERANCE_MILLIS;
      case "duration" ->
          value.kind() == Kind.DURATION
              && Math.abs(Duration.parse(value.text()).minus(Duration.parse(text)).toMillis())
                  <= TOLERANCE_MILLIS;
      default -> false;
    };
  }

  private static boolean isSameNumber(String one, String other) {
    return Double.parseDouble(one) == Double.parseDouble(other)
        || rounded(one).compareTo(rounded(other)) == 0;
  }

  private static BigDecimal rounded(String number) {
    return new BigDecimal(number).round(DIGITS_KEPT);
  }

  private static boolean isMoment(CellValue value) {
    return value.kind() == Kind.DATE || value.kind() == Kind.DATETIME;
  }

  private static LocalDateTime momentOf(String text) {
    return text.contains("T") ? LocalDateTime.parse(text) : LocalDate.parse(text).atStartOfDay();
  }

  private static boolean isNear(LocalDateTime one, LocalDateTime other) {
    return Math.abs(ChronoUnit.MILLIS.between(one, other)) <= TOLERANCE_MILLIS;
  }
}
