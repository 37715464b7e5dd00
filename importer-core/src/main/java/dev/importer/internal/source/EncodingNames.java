package dev.importer.internal.source;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The character encodings by their names: those that Java knows, and others that are in use. */
public final class EncodingNames {

  /** Names from browsers, mail programs and other languages for encodings that Java has. */
  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("chinese", "GBK"),
          Map.entry("cp65001", "UTF-8"),
          Map.entry("csgb2312", "GBK"),
          Map.entry("csmacintosh", "x-MacRoman"),
          Map.entry("dos-874", "x-windows-874"),
          Map.entry("gb_2312-80", "GBK"),
          Map.entry("iso-latin-1", "ISO-8859-1"),
          Map.entry("koi", "KOI8-R"),
          Map.entry("koi8", "KOI8-R"),
          Map.entry("koi8-ru", "KOI8-U"),
          Map.entry("korean", "EUC-KR"),
          Map.entry("latin-1", "ISO-8859-1"),
          Map.entry("mac", "x-MacRoman"),
          Map.entry("macintosh", "x-MacRoman"),
          Map.entry("unicode11utf8", "UTF-8"),
          Map.entry("unicode20utf8", "UTF-8"),
          Map.entry("utf-8-sig", "UTF-8"),
          Map.entry("utf_8", "UTF-8"),
          Map.entry("x-cp1250", "windows-1250"),
          Map.entry("x-cp1251", "windows-1251"),
          Map.entry("x-cp1252", "windows-1252"),
          Map.entry("x-gbk", "GBK"),
          Map.entry("x-mac-cyrillic", "x-MacCyrillic"),
          Map.entry("x-mac-roman", "x-MacRoman"),
          Map.entry("x-x-big5", "Big5"));

  private EncodingNames() {}

  /** The encoding of a name, in capital or small letters; empty if there is none. */
  public static Optional<Charset> named(String name) {
    String known = ALIASES.getOrDefault(name.toLowerCase(Locale.ROOT), name);
    try {
      return Optional.of(Charset.forName(known));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
