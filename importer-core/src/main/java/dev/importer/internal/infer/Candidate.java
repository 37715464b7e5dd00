package dev.importer.internal.infer;

import dev.importer.internal.type.Cast;
import dev.importer.internal.type.Unfit;
import dev.importer.schema.Field;
import dev.importer.type.FieldType;
import dev.importer.type.TypeOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A type that the texts of a column may be of.
 *
 * @param type the type
 * @param format how its values are written
 * @param shape what such texts look like; narrower than the type where a text of it may well be no
 *     such value
 * @param cast decides in the end
 * @param meaning what to call the values in a sentence
 */
record Candidate(FieldType type, String format, Pattern shape, Cast cast, String meaning) {

  /** No leading zeros, no exponent, no plus, and no more digits than every program keeps. */
  private static final String WHOLE = "-?(?=[0-9]{1,15}$)(?:0|[1-9][0-9]*)";

  private static final String DECIMAL =
      "-?(?=[0-9]{1,15}$|[0-9]+\\.[0-9]+$)(?=.{1,16}$)(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?";

  /** From the narrowest; the first that fits is taken. */
  static final List<Candidate> PLAIN =
      List.of(
          of(FieldType.BOOLEAN, "[Tt]rue|TRUE|[Ff]alse|FALSE", "true or false"),
          of(FieldType.INTEGER, WHOLE, "whole numbers of at most 15 digits"),
          of(FieldType.NUMBER, DECIMAL, "numbers of at most 15 digits"),
          of(FieldType.DATE, "[0-9]{4}-[0-9]{2}-[0-9]{2}", "dates such as 2026-11-23"),
          of(FieldType.TIME, "[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)?", "times such as 10:30:00"),
          of(
              FieldType.DATETIME,
              "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?",
              "dates with times such as 2026-11-23T10:30:00"));

  /** Dates with the day or the month first; taken if the values prove which. */
  static final List<Candidate> DATES = dates();

  private static Candidate of(FieldType type, String shape, String meaning) {
    return of(type, Field.DEFAULT_FORMAT, shape, meaning);
  }

  private static Candidate of(FieldType type, String format, String shape, String meaning) {
    Cast cast = Cast.to(type, format, TypeOptions.defaultOf(type));
    return new Candidate(type, format, Pattern.compile(shape), cast, meaning);
  }

  private static List<Candidate> dates() {
    List<Candidate> dates = new ArrayList<>();
    for (String mark : List.of(".", "/", "-")) {
      String shape = "[0-9]{1,2}M[0-9]{1,2}M[0-9]{4}".replace("M", Pattern.quote(mark));
      dates.add(
          of(FieldType.DATE, "%d" + mark + "%m" + mark + "%Y", shape, "dates with the day first"));
      dates.add(
          of(
              FieldType.DATE,
              "%m" + mark + "%d" + mark + "%Y",
              shape,
              "dates with the month first"));
    }
    return dates;
  }

  boolean accepts(String text) {
    return shape.matcher(text).matches() && !(cast.apply(text) instanceof Unfit);
  }
}
