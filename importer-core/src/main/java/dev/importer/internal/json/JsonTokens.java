package dev.importer.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.importer.error.SourceException;
import dev.importer.source.Limits;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a JSON text, one after the other, within the limits. Whatever is wrong with the
 * text comes out as a {@link SourceException} that says where.
 *
 * <p>Not thread-safe. Closing it closes the reader.
 */
public final class JsonTokens implements AutoCloseable {

  private final JsonParser parser;
  private final Limits limits;
  private final JsonFaults faults;

  /** Where the current record begins, in characters; no record is that long while this is huge. */
  private long recordStart = Long.MAX_VALUE;

  public JsonTokens(Reader reader, Limits limits) {
    this.limits = limits;
    try {
      this.parser = factory(limits).createParser(reader);
    } catch (IOException e) {
      throw JsonFaults.unreadable(e);
    }
    this.faults = new JsonFaults(parser, limits);
  }

  /**
   * A factory of its own for each text, because the limits differ and because nothing may stay
   * behind in the threads of the host: buffers are not pooled, and names are not kept in a table
   * that a file of many long names would fill.
   */
  private static JsonFactory factory(Limits limits) {
    return new JsonFactoryBuilder()
        .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(limits.maxDepth())
                // One buffer serves strings and numbers. It only has to be bounded: what is exactly
                // allowed is checked here, token by token, where the place is known.
                .maxStringLength(Math.max(limits.maxCellLength(), limits.maxNumberLength()))
                .maxNumberLength(Integer.MAX_VALUE)
                .maxNameLength(limits.maxCellLength())
                .build())
        .build();
  }

  /** Goes on to the next token, and reads all of it; null at the end of the text. */
  public @Nullable JsonToken next() {
    try {
      JsonToken token = parser.nextToken();
      if (token == null) {
        return null;
      }
      if (token == JsonToken.VALUE_STRING) {
        if (parser.getTextLength() > limits.maxCellLength()) {
          throw faults.stringTooLong(JsonPlace.ofToken(parser));
        }
      } else if (token.isNumeric() && parser.getTextLength() > limits.maxNumberLength()) {
        throw faults.numberTooLong(JsonPlace.ofToken(parser));
      }
      if (parser.currentLocation().getCharOffset() - recordStart > limits.maxRecordLength()) {
        throw faults.recordTooLong();
      }
      return token;
    } catch (JsonProcessingException e) {
      throw faults.of(e);
    } catch (IOException e) {
      throw JsonFaults.unreadable(e);
    }
  }

  /** Makes sure that nothing follows the last value of the document. */
  public void requireEnd() {
    endRecord();
    try {
      if (parser.nextToken() != null) {
        throw faults.secondValue();
      }
    } catch (JsonProcessingException e) {
      throw faults.trailingText(e);
    } catch (IOException e) {
      throw JsonFaults.unreadable(e);
    }
  }

  /** Takes the current token as the first of a record, whose length is bounded from here on. */
  public void beginRecord() {
    JsonLocation start = parser.currentTokenLocation();
    recordStart = start.getCharOffset();
    faults.beginRecord(JsonPlace.of(start));
  }

  /** How many characters lie before the current record. */
  public long recordStart() {
    return recordStart;
  }

  /** How many characters lie before what follows the current token. */
  public long position() {
    JsonToken token = parser.currentToken();
    // A number that stands alone is known to have ended only after the character that follows.
    return token != null && token.isNumeric()
        ? parser.currentTokenLocation().getCharOffset() + textLength()
        : parser.currentLocation().getCharOffset();
  }

  /** How many characters of the text the parser has looked at. */
  public long charactersRead() {
    return parser.currentLocation().getCharOffset() + 1;
  }

  /** Lifts the bound: what lies between records belongs to none of them. */
  public void endRecord() {
    recordStart = Long.MAX_VALUE;
  }

  /** The physical line on which the current token begins, 1-based. */
  public long line() {
    return JsonPlace.ofToken(parser).line();
  }

  /** The name or the text of the current token; of a number, the text as written. */
  public String text() {
    try {
      return parser.getText();
    } catch (IOException e) {
      throw JsonFaults.unreadable(e);
    }
  }

  /** The length of {@link #text} without making it. */
  int textLength() {
    try {
      return parser.getTextLength();
    } catch (IOException e) {
      throw JsonFaults.unreadable(e);
    }
  }

  /** The value of an integer that is known to be short enough. */
  long longValue() {
    try {
      return parser.getLongValue();
    } catch (IOException e) {
      throw JsonFaults.unreadable(e);
    }
  }

  /** Where faults of the text are put into words. */
  public JsonFaults faults() {
    return faults;
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      // The text was only read: a file that does not close well has lost nothing.
    }
  }
}
