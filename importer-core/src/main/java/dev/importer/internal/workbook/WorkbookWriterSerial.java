package dev.importer.internal.workbook;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Numbers as spreadsheets keep them; empty where that would not be the same number. Dates are days
 * since the end of 1899, and times are parts of a day.
 */
final class WorkbookWriterSerial {

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");
  private static final int MOST_DIGITS = 15;
  private static final int LARGEST_EXPONENT = 300;
  private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);

  /** Spreadsheets believe in 29 February 1900, and count the days before it in two ways. */
  private static final LocalDate FIRST_CERTAIN_DAY = LocalDate.of(1900, 3, 1);

  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
  private static final BigDecimal NANOS_OF_A_DAY = BigDecimal.valueOf(86_400_000_000_000L);
  private static final int NANOS_OF_A_MILLISECOND = 1_000_000;
  private static final int SCALE = 11;

  private WorkbookWriterSerial() {}

  static Optional<String> of(String digits) {
    if (!NUMBER.matcher(digits).matches()) {
      return Optional.empty();
    }
    BigDecimal value = new BigDecimal(digits).stripTrailingZeros();
    boolean kept =
        value.signum() == 0
            ? !digits.startsWith("-")
            : value.precision() <= MOST_DIGITS
                && Math.abs(value.precision() - value.scale()) < LARGEST_EXPONENT;
    return kept ? Optional.of(digits) : Optional.empty();
  }

  static Optional<String> of(LocalDate date) {
    return isCertain(date) ? Optional.of(Long.toString(days(date))) : Optional.empty();
  }

  static Optional<String> of(LocalDateTime moment) {
    return isCertain(moment.toLocalDate())
        ? partOfDay(moment.toLocalTime())
            .map(part -> plain(part.add(BigDecimal.valueOf(days(moment.toLocalDate())))))
        : Optional.empty();
  }

  static Optional<String> of(LocalTime time) {
    return partOfDay(time).map(WorkbookWriterSerial::plain);
  }

  private static boolean isCertain(LocalDate date) {
    return !date.isBefore(FIRST_CERTAIN_DAY) && !date.isAfter(LAST_DAY);
  }

  private static long days(LocalDate date) {
    return ChronoUnit.DAYS.between(DAY_ZERO, date);
  }

  private static Optional<BigDecimal> partOfDay(LocalTime time) {
    return time.toNanoOfDay() % NANOS_OF_A_MILLISECOND == 0
        ? Optional.of(
            BigDecimal.valueOf(time.toNanoOfDay())
                .divide(NANOS_OF_A_DAY, SCALE, RoundingMode.HALF_UP))
        : Optional.empty();
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
