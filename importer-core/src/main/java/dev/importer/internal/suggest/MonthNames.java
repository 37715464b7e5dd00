package dev.importer.internal.suggest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of months in several languages, long and short; none of them means two months. */
final class MonthNames {

  private static final List<String> MONTHS =
      List.of(
          "jan january januar janner janvier enero ene gennaio gen januari janeiro",
          "feb february februar feber fevrier fev febrero febbraio februari fevereiro",
          "mar march marz mrz mars marzo maart mrt marco",
          "apr april avril avr abril abr aprile",
          "may mai mayo maggio mag mei maio",
          "jun june juni juin junio giugno giu junho",
          "jul july juli juillet juil julio luglio lug julho",
          "aug august aout agosto ago augustus augusti",
          "sep sept september septembre septiembre settembre set setembro",
          "oct october oktober okt octobre octubre ottobre ott outubro out",
          "nov november novembre noviembre novembro",
          "dec december dezember dez decembre diciembre dic dicembre dezembro");

  private static final Map<String, Integer> NUMBERS = new HashMap<>();

  static {
    for (int i = 0; i < MONTHS.size(); i++) {
      for (String name : MONTHS.get(i).split(" ", -1)) {
        NUMBERS.put(name, i + 1);
      }
    }
  }

  private MonthNames() {}

  /** The number of a month, from 1; null if it is no name of one. */
  static @Nullable Integer number(String name) {
    return NUMBERS.get(Folding.fold(name));
  }
}
