package dev.importer.internal.source;

import dev.importer.internal.source.Language.Family;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An encoding older than Unicode, the family of languages that is written in it, and how rare it
 * is.
 */
enum LegacyEncoding {
  WINDOWS_1252("windows-1252", 0, Family.WEST_EUROPE),
  WINDOWS_1250("windows-1250", 1, Family.CENTRAL_EUROPE),
  WINDOWS_1251("windows-1251", 1, Family.CYRILLIC),
  WINDOWS_1253("windows-1253", 1.5, Family.GREEK),
  WINDOWS_1254("windows-1254", 1.5, Family.TURKEY),
  WINDOWS_1255("windows-1255", 2, Family.HEBREW),
  WINDOWS_1256("windows-1256", 2, Family.ARABIC),
  WINDOWS_1257("windows-1257", 1.5, Family.BALTIC),
  WINDOWS_874("x-windows-874", 2, Family.THAI),
  ISO_8859_2("ISO-8859-2", 2.5, Family.CENTRAL_EUROPE),
  ISO_8859_5("ISO-8859-5", 4, Family.CYRILLIC),
  ISO_8859_7("ISO-8859-7", 3, Family.GREEK),
  ISO_8859_15("ISO-8859-15", 2.5, Family.WEST_EUROPE),
  KOI8_R("KOI8-R", 2.5, Family.CYRILLIC),
  KOI8_U("KOI8-U", 3, Family.CYRILLIC),
  IBM850("IBM850", 3, Family.WEST_EUROPE),
  IBM437("IBM437", 3.5, Family.WEST_EUROPE),
  IBM852("IBM852", 3.5, Family.CENTRAL_EUROPE),
  IBM866("IBM866", 3, Family.CYRILLIC),
  IBM855("IBM855", 4.5, Family.CYRILLIC),
  IBM737("IBM737", 4.5, Family.GREEK),
  IBM869("IBM869", 6, Family.GREEK),
  IBM857("IBM857", 4.5, Family.TURKEY),
  IBM775("IBM775", 5.5, Family.BALTIC),
  IBM862("IBM862", 4.5, Family.HEBREW),
  ISO_8859_6("ISO-8859-6", 4.5, Family.ARABIC),
  ISO_8859_13("ISO-8859-13", 4, Family.BALTIC),
  MAC_ROMAN("x-MacRoman", 3, Family.WEST_EUROPE),
  MAC_CENTRAL_EUROPE("x-MacCentralEurope", 4, Family.CENTRAL_EUROPE),
  MAC_CYRILLIC("x-MacCyrillic", 4, Family.CYRILLIC),
  SHIFT_JIS("windows-31j", 1, Family.JAPAN),
  EUC_JP("EUC-JP", 2, Family.JAPAN),
  GB18030("GB18030", 1, Family.MAINLAND_CHINA),
  BIG5("Big5", 1, Family.TAIWAN),
  EUC_KR("x-windows-949", 1, Family.KOREA);

  private final String charsetName;
  private final double rarity;
  private final Family family;

  LegacyEncoding(String charsetName, double rarity, Family family) {
    this.charsetName = charsetName;
    this.rarity = rarity;
    this.family = family;
  }

  /** The encodings that this Java platform has; a reduced one may lack some. */
  static List<LegacyEncoding> available() {
    return Arrays.stream(values()).filter(each -> Charset.isSupported(each.charsetName)).toList();
  }

  Charset charset() {
    return Charset.forName(charsetName);
  }

  List<Language> languages() {
    return Language.of(family);
  }

  /** How much less likely it is than others to be met at all, as a logarithm. */
  double rarity() {
    return rarity;
  }

  boolean isMultiByte() {
    return family.isLarge();
  }

  /** The text that the lines are in this encoding; null if they are none, or the file is not. */
  @Nullable String decode(LegacyText text) {
    return isMultiByte() || hasAll(text.values()) ? decode(text.lines()) : null;
  }

  /** Where every byte is a character, the values that occur tell all about the whole file. */
  private boolean hasAll(BitSet values) {
    byte[] high = new byte[256];
    int count = 0;
    for (int value = values.nextSetBit(0x80); value >= 0; value = values.nextSetBit(value + 1)) {
      high[count++] = (byte) value;
    }
    String characters = decode(Arrays.copyOf(high, count));
    return characters != null && characters.chars().noneMatch(Character::isISOControl);
  }

  private @Nullable String decode(byte[] bytes) {
    try {
      CharBuffer text =
          charset()
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes));
      return text.toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
