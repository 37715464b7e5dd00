package dev.importer.internal.workbook;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import dev.importer.error.SourceException;
import java.io.EOFException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipException;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;

/**
 * Reads the XML of a part in bounded memory. There are elements and text; comments and instructions
 * are left out, and a document type is refused together with its entities.
 */
final class XmlPart implements AutoCloseable {

  static final int START = XMLStreamConstants.START_ELEMENT;
  static final int END = XMLStreamConstants.END_ELEMENT;
  static final int TEXT = XMLStreamConstants.CHARACTERS;
  static final int END_OF_PART = XMLStreamConstants.END_DOCUMENT;

  /** For a tag, or for what is skipped between two of them. */
  private static final int MAX_MARKUP_BYTES = 256 << 10;

  /** For what a text has beside its characters, such as references. */
  private static final int MORE_TEXT_BYTES = 2 << 20;

  private static final int BYTES_OF_CHARACTER = 3;
  private static final int MAX_DEPTH = 256;

  /** The parser remembers every name; programs write some hundred different ones. */
  private static final int MAX_NAMES = 2_000;

  private static final int RECENT_NAMES = 256;

  private final PartInput input;
  private final Place place;
  private final int maxTextLength;
  private final int maxTextBytes;
  private final XMLStreamReader2 reader;
  private final Set<String> names = new HashSet<>();
  private final @Nullable String[] recentNames = new String[RECENT_NAMES];
  private int maxMarkupBytes = MAX_MARKUP_BYTES;
  private int depth;

  /** Begins to read; closes the input when it is closed. */
  XmlPart(PartInput input, Place place, int maxTextLength) {
    this.input = input;
    this.place = place;
    this.maxTextLength = maxTextLength;
    this.maxTextBytes =
        (int)
            Math.min(
                Integer.MAX_VALUE, (long) maxTextLength * BYTES_OF_CHARACTER + MORE_TEXT_BYTES);
    // A factory shares the names that it has met among its readers, and never forgets one.
    InputFactoryImpl factory = new InputFactoryImpl();
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    input.allow(MAX_MARKUP_BYTES);
    try {
      this.reader = (XMLStreamReader2) factory.createXMLStreamReader(input);
    } catch (XMLStreamException | RuntimeException e) {
      throw refusal(e);
    }
  }

  /**
   * Goes on to the next {@link #START}, {@link #END}, {@link #TEXT} or the {@link #END_OF_PART}. A
   * text may come in several pieces.
   */
  int next() {
    while (true) {
      int event = advance();
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> {
          enter();
          return START;
        }
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          return END;
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          return TEXT;
        }
        case XMLStreamConstants.END_DOCUMENT -> {
          return END_OF_PART;
        }
        case XMLStreamConstants.PROCESSING_INSTRUCTION -> see(reader.getPITarget());
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw WorkbookErrors.damaged(
                place.now(), "there is a document type or an entity, which no workbook needs");
        default -> {
          // A comment.
        }
      }
    }
  }

  private int advance() {
    input.allow(maxMarkupBytes);
    try {
      return reader.next();
    } catch (SourceException e) {
      throw e;
    } catch (PartInput.TooLongException e) {
      throw WorkbookErrors.damaged(
          place.now(),
          "there is a tag, a comment, white space or another text of more than "
              + maxMarkupBytes
              + " bytes, which no program writes",
          e);
    } catch (XMLStreamException | RuntimeException e) {
      // Of some faults, such as an element named xmlns:a, the parser says so by any exception.
      throw refusal(e);
    }
  }

  private void enter() {
    depth++;
    if (depth > MAX_DEPTH) {
      throw WorkbookErrors.damaged(
          place.now(), "there are elements in more than " + MAX_DEPTH + " others");
    }
    String prefix = reader.getPrefix();
    see(prefix == null || prefix.isEmpty() ? reader.getLocalName() : reader.getPrefixedName());
    int attributes = reader.getAttributeCount();
    for (int i = 0; i < attributes; i++) {
      see(reader.getAttributeLocalName(i));
    }
    int namespaces = reader.getNamespaceCount();
    for (int i = 0; i < namespaces; i++) {
      see(reader.getNamespacePrefix(i));
    }
  }

  private void see(@Nullable String name) {
    if (name != null) {
      int hash = name.hashCode();
      int slot = (hash ^ (hash >>> 7) ^ (hash >>> 14)) & (RECENT_NAMES - 1);
      if (!name.equals(recentNames[slot])) {
        recentNames[slot] = name;
        names.add(name);
        if (names.size() > MAX_NAMES) {
          throw WorkbookErrors.damaged(
              place.now(), "it has more than " + MAX_NAMES + " different names of elements");
        }
      }
    }
  }

  /** Goes on to the end of the element that has just begun. */
  void skip() {
    int outside = depth - 1;
    // A text that nobody asks for is passed over together with the next tag.
    maxMarkupBytes = maxTextBytes;
    while (depth > outside) {
      next();
    }
    maxMarkupBytes = MAX_MARKUP_BYTES;
  }

  /**
   * Goes on to the first element of the part.
   *
   * @return its local name
   */
  String root() {
    int event = next();
    while (event == TEXT) {
      event = next();
    }
    return name();
  }

  /** The local name of the element that begins or ends; always the same object for a name. */
  String name() {
    return reader.getLocalName();
  }

  /** The namespace of the element that begins. */
  String namespace() {
    return String.valueOf(reader.getNamespaceURI());
  }

  /** How many elements are open, with the one that begins and without the one that ends. */
  int depth() {
    return depth;
  }

  /** How many attributes the element has that begins. */
  int attributes() {
    return reader.getAttributeCount();
  }

  /** The local name of an attribute, 0-based. */
  String attributeName(int index) {
    return reader.getAttributeLocalName(index);
  }

  /** The value of an attribute, 0-based. */
  String attribute(int index) {
    return reader.getAttributeValue(index);
  }

  /** The value of the attribute with a local name, or null if there is none. */
  @Nullable String attribute(String localName) {
    int count = attributes();
    for (int i = 0; i < count; i++) {
      if (attributeName(i).equals(localName)) {
        return attribute(i);
      }
    }
    return null;
  }

  /** Whether an attribute is there and says yes. */
  boolean isTrue(String localName) {
    String value = attribute(localName);
    return value != null && saysYes(value);
  }

  /** Whether a text says yes. */
  static boolean saysYes(String text) {
    String bare = text.strip();
    return bare.equals("1") || bare.equals("true") || bare.equals("on");
  }

  /** Shows the value of an attribute, 0-based, without white space at its ends. */
  void attribute(int index, AttributeText target) {
    try {
      reader.getAttributeAs(index, target);
    } catch (XMLStreamException e) {
      throw refusal(e);
    }
  }

  /**
   * Adds the piece of text that was just met to others.
   *
   * @throws SourceException if the text becomes too long
   */
  void addTo(CellText text) {
    input.allow(maxTextBytes);
    try {
      char[] characters = reader.getTextCharacters();
      int length = reader.getTextLength();
      if (text.length() + length <= maxTextLength) {
        text.add(characters, reader.getTextStart(), length);
        return;
      }
    } catch (SourceException e) {
      throw e;
    } catch (PartInput.TooLongException e) {
      // It is, and the rest of it is not of interest.
    } catch (RuntimeException e) {
      throw refusal(e);
    }
    throw WorkbookErrors.textTooLong(place.now(), maxTextLength);
  }

  /** Adds the text of the element that has just begun, and goes on to its end. */
  void addElementTo(CellText text) {
    for (int event = next(); event != END; event = next()) {
      if (event == TEXT) {
        addTo(text);
      } else {
        skip();
      }
    }
  }

  /** Which share of the part has been read, from 0 to 1. */
  double share() {
    return input.share();
  }

  private SourceException refusal(Exception fault) {
    for (Throwable cause = fault; cause != null; cause = causeOf(cause)) {
      if (cause instanceof SourceException refused) {
        return refused;
      }
      if (cause instanceof ZipException || cause instanceof EOFException) {
        return WorkbookErrors.damagedArchive(cause);
      }
      if (cause instanceof IOException && !(cause instanceof java.io.CharConversionException)) {
        return WorkbookErrors.unreadable(cause);
      }
    }
    return WorkbookErrors.damaged(place.now(), "its XML is malformed" + lineOf(fault), fault);
  }

  private static @Nullable Throwable causeOf(Throwable fault) {
    return fault instanceof XMLStreamException stream && stream.getNestedException() != null
        ? stream.getNestedException()
        : fault.getCause();
  }

  private static String lineOf(Exception fault) {
    XMLStreamException stream =
        fault instanceof XMLStreamException checked
            ? checked
            : fault.getCause() instanceof XMLStreamException cause ? cause : null;
    Location location = stream == null ? null : stream.getLocation();
    return location == null
        ? ""
        : " in line " + location.getLineNumber() + ", column " + location.getColumnNumber();
  }

  @Override
  public void close() throws IOException {
    // The reader of XML has nothing to close but the input.
    input.close();
  }
}
