package dev.importer.internal.workbook;

import dev.importer.internal.keys.ByteSequence;
import dev.importer.internal.keys.KeyFiles;
import dev.importer.internal.keys.LongSequence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The texts that cells share: any number of them, in bounded memory. They are read as far as they
 * are asked for, because the first rows of a sheet need the first of them, as a rule. Texts that
 * were asked for lately are kept ready. Not thread-safe; whoever makes it closes it.
 */
final class SharedStrings implements AutoCloseable {

  /** A power of two. */
  private static final int READY = 1 << 14;

  private static final int MOST_CHARACTERS_READY = 200;
  private static final char LAST_NARROW = 0xFF;

  private final ByteSequence bytes;

  /** Twice the place where each text begins; one more if its characters take two bytes. */
  private final LongSequence starts;

  private final @Nullable String[] ready = new String[READY];
  private final int[] readyIndex = new int[READY];
  private byte[] buffer = new byte[256];
  private int longIndex = -1;
  private String longText = "";
  private final CellText text = new CellText();

  /** The table that is read; null if all of it is. */
  private @Nullable XmlPart table;

  SharedStrings(KeyFiles scratch) {
    bytes = new ByteSequence(scratch);
    starts = new LongSequence(scratch);
  }

  /**
   * Takes the texts of a table, an {@code sst}.
   *
   * @param xml the table; closed with this, or when all of it is read
   * @throws dev.importer.error.SourceException if it is none
   */
  void addAllOf(XmlPart xml, Place place) {
    table = xml;
    if (!xml.root().equals("sst")) {
      throw WorkbookErrors.damaged(place.now(), "it holds no table of texts");
    }
  }

  /**
   * Whether there is a text at a place, 0-based.
   *
   * @throws dev.importer.error.SourceException if the table is damaged before it
   * @throws dev.importer.error.StorageException if the spool has no space
   */
  boolean has(int index) {
    while (index >= starts.size() && table != null) {
      readNext(table);
    }
    return index >= 0 && index < starts.size();
  }

  /**
   * Reads what nobody has asked for, so that damage there is found, too.
   *
   * @throws dev.importer.error.SourceException if the table is damaged
   */
  void readAll() {
    while (table != null) {
      readNext(table);
    }
  }

  private void readNext(XmlPart xml) {
    int event = xml.next();
    if (event == XmlPart.END_OF_PART) {
      closeTable();
    } else if (event == XmlPart.START) {
      if (xml.name().equals("si")) {
        text.clear();
        RichText.addTo(text, xml);
        add(text);
      } else {
        xml.skip();
      }
    }
  }

  private void closeTable() {
    XmlPart read = table;
    table = null;
    if (read != null) {
      try {
        read.close();
      } catch (IOException e) {
        throw WorkbookErrors.unreadable(e);
      }
    }
  }

  /** Adds a text after the others. */
  void add(CellText text) {
    char[] characters = text.characters();
    int length = text.length();
    if (buffer.length < 2 * length) {
      buffer = new byte[4 * length];
    }
    boolean wide = false;
    for (int i = 0; i < length; i++) {
      char c = characters[i];
      wide |= c > LAST_NARROW;
      buffer[i] = (byte) c;
    }
    if (wide) {
      for (int i = 0; i < length; i++) {
        buffer[2 * i] = (byte) (characters[i] >> 8);
        buffer[2 * i + 1] = (byte) characters[i];
      }
    }
    starts.add(2 * bytes.size() + (wide ? 1 : 0));
    bytes.add(buffer, wide ? 2 * length : length);
  }

  /** How many texts there are. */
  long size() {
    return starts.size();
  }

  /** The text at a place, 0-based. */
  String get(int index) {
    int slot = index & (READY - 1);
    String text = ready[slot];
    if (text != null && readyIndex[slot] == index) {
      return text;
    }
    if (index == longIndex) {
      return longText;
    }
    String decoded = decode(index);
    if (decoded.length() <= MOST_CHARACTERS_READY) {
      ready[slot] = decoded;
      readyIndex[slot] = index;
    } else {
      longIndex = index;
      longText = decoded;
    }
    return decoded;
  }

  private String decode(int index) {
    long start = starts.get(index);
    long end = index + 1 < starts.size() ? starts.get(index + 1L) / 2 : bytes.size();
    int length = (int) (end - start / 2);
    if (buffer.length < length) {
      buffer = new byte[length];
    }
    bytes.get(start / 2, buffer, length);
    if (start % 2 == 0) {
      return new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
    }
    // A decoder of UTF-16 would replace halves of pairs, which some programs write.
    char[] characters = new char[length / 2];
    for (int i = 0; i < characters.length; i++) {
      characters[i] = (char) ((buffer[2 * i] << 8) | (buffer[2 * i + 1] & 0xFF));
    }
    return new String(characters);
  }

  @Override
  public void close() {
    try (starts;
        bytes) {
      closeTable();
    }
  }
}
