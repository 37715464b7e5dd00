package dev.importer.internal.source;

import dev.importer.internal.source.LegacySamples.Encoded;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Small files of country names, which the Java platform knows in many languages. */
final class CountryNames {

  private static final String[][] LANGUAGES = {
    {"de", "windows-1252 IBM850 x-MacRoman"},
    {"fr", "windows-1252 IBM850 x-MacRoman"},
    {"es", "windows-1252 IBM850 x-MacRoman"},
    {"pt", "windows-1252 IBM850"},
    {"sv", "windows-1252"},
    {"da", "windows-1252"},
    {"nb", "windows-1252"},
    {"fi", "windows-1252"},
    {"is", "windows-1252"},
    {"nl", "windows-1252"},
    {"ca", "windows-1252"},
    {"pl", "windows-1250 ISO-8859-2 IBM852"},
    {"cs", "windows-1250 ISO-8859-2 IBM852"},
    {"sk", "windows-1250 ISO-8859-2"},
    {"hu", "windows-1250 ISO-8859-2 IBM852"},
    {"hr", "windows-1250"},
    {"sl", "windows-1250"},
    {"ro", "windows-1250"},
    {"tr", "windows-1254"},
    {"lt", "windows-1257"},
    {"lv", "windows-1257"},
    {"et", "windows-1257"},
    {"ru", "windows-1251 KOI8-R IBM866 ISO-8859-5 x-MacCyrillic"},
    {"uk", "windows-1251 KOI8-U"},
    {"bg", "windows-1251"},
    {"sr", "windows-1251"},
    {"mk", "windows-1251"},
    {"el", "windows-1253 ISO-8859-7"},
    {"he", "windows-1255"},
    {"ar", "windows-1256"},
    {"fa", "windows-1256"},
    {"th", "x-windows-874"},
    {"ja", "windows-31j EUC-JP"},
    {"zh", "GB18030"},
    {"zh-TW", "Big5"},
    {"ko", "x-windows-949"}
  };

  private CountryNames() {}

  /** Files of so many names each, so many for each language and encoding. */
  static List<Encoded> files(int names, int times, Random random) {
    List<Encoded> files = new ArrayList<>();
    for (String[] language : LANGUAGES) {
      Locale locale = Locale.forLanguageTag(language[0]);
      for (String encoding : language[1].split(" ", -1)) {
        List<String> known = namesIn(locale, Charset.forName(encoding));
        for (int i = 0; i < times; i++) {
          StringBuilder text = new StringBuilder("id,name,value\n");
          for (int row = 0; row < names; row++) {
            text.append(row).append(',').append(known.get(random.nextInt(known.size())));
            text.append(",x\n");
          }
          files.add(new Encoded(language[0], text.toString(), encoding));
        }
      }
    }
    return files;
  }

  private static List<String> namesIn(Locale language, Charset encoding) {
    CharsetEncoder encoder = encoding.newEncoder();
    List<String> names = new ArrayList<>();
    for (String country : Locale.getISOCountries()) {
      names.add(new Locale.Builder().setRegion(country).build().getDisplayCountry(language));
    }
    for (String code : Locale.getISOLanguages()) {
      names.add(Locale.forLanguageTag(code).getDisplayLanguage(language));
    }
    return names.stream()
        .filter(name -> name.chars().anyMatch(c -> c >= 0x80))
        .filter(encoder::canEncode)
        .toList();
  }
}
