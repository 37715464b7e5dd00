package dev.importer.internal.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.importer.error.Notice;
import dev.importer.error.SourceException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Leads from one record of a JSON text to the next. The records are the elements of an array, or
 * one object; that is the text itself, or what a path leads to. In a sequence of values it is each
 * of them, or what the path leads to in each. What stands beside is skipped and taken down.
 */
public final class JsonRecords {

  /** How many arrays are named where a path leads nowhere. */
  private static final int MOST_ARRAYS = 5;

  /** So deep it is looked for them. */
  private static final int DEEPEST_ARRAY = 8;

  private final JsonTokens tokens;
  private final MemberPath path;
  private final boolean sequence;
  private final LongConsumer passed;
  private final SkippedMembers skipped = new SkippedMembers();
  private final List<MemberPath> arrays = new ArrayList<>();

  /** Which of the values that the path leads through are objects, the innermost first. */
  private final Deque<Boolean> openObjects = new ArrayDeque<>();

  /** The token of a record that was read before it was asked for. */
  private @Nullable JsonToken pending;

  private boolean inArray;

  private JsonRecords(JsonTokens tokens, MemberPath path, boolean sequence, LongConsumer passed) {
    this.tokens = tokens;
    this.path = path;
    this.sequence = sequence;
    this.passed = passed;
  }

  /**
   * Goes to the first record.
   *
   * @param tokens a text of which nothing was read
   * @param path where the records are
   * @param sequence whether the text is a sequence of values
   * @param passed is told now and then how many characters of the text lie behind
   * @throws SourceException {@code empty-file}, {@code json-not-records} or {@code no-such-member}
   */
  public static JsonRecords open(
      JsonTokens tokens, MemberPath path, boolean sequence, LongConsumer passed) {
    JsonRecords records = new JsonRecords(tokens, path, sequence, passed);
    JsonToken first = tokens.next();
    if (first == null) {
      throw tokens.faults().empty();
    }
    records.enter(first);
    return records;
  }

  /** The first token of the next record, or null if there is no further one. */
  public @Nullable JsonToken next() {
    while (true) {
      JsonToken first = pending;
      if (first != null) {
        pending = null;
        return first;
      }
      tokens.endRecord();
      if (inArray) {
        JsonToken token = tokens.next();
        if (token != JsonToken.END_ARRAY) {
          return token;
        }
        inArray = false;
      }
      leave();
      if (!sequence) {
        tokens.requireEnd();
        return null;
      }
      JsonToken value = tokens.next();
      if (value == null) {
        return null;
      }
      enter(value);
    }
  }

  /** How many members stand beside the records, as far as they were read. */
  public long skippedMembers() {
    return skipped.count();
  }

  /** Where each of them stands first. */
  public List<Notice> notices() {
    return skipped.notices();
  }

  private void enter(JsonToken first) {
    long line = tokens.line();
    JsonToken token = first;
    for (int depth = 0; depth < path.steps().size(); depth++) {
      JsonToken next =
          switch (token) {
            case START_OBJECT -> member(depth);
            case START_ARRAY -> element(depth);
            default -> null;
          };
      if (next == null) {
        throw tokens.faults().noSuchMember(path, arrays, line);
      }
      openObjects.push(token == JsonToken.START_OBJECT);
      token = next;
    }
    boolean isValueOfSequence = sequence && path.isWhole();
    if (token == JsonToken.START_ARRAY && !isValueOfSequence) {
      inArray = true;
    } else if (token == JsonToken.START_OBJECT || isValueOfSequence) {
      pending = token;
    } else if (path.isWhole()) {
      tokens.requireEnd();
      throw tokens.faults().notRecords(JsonValues.kind(token));
    } else {
      throw tokens.faults().notRecords(path, JsonValues.kind(token), tokens.line());
    }
  }

  private @Nullable JsonToken member(int depth) {
    String wanted = path.steps().get(depth);
    while (tokens.next() == JsonToken.FIELD_NAME) {
      String name = tokens.text();
      JsonToken value = nextValue();
      if (name.equals(wanted)) {
        return value;
      }
      skip(path.first(depth).then(name), value);
    }
    return null;
  }

  private @Nullable JsonToken element(int depth) {
    String wanted = path.steps().get(depth);
    int position = 0;
    JsonToken value = nextValue();
    while (value != JsonToken.END_ARRAY) {
      String step = Integer.toString(position++);
      if (step.equals(wanted)) {
        return value;
      }
      skip(path.first(depth).then(step), value);
      value = nextValue();
    }
    return null;
  }

  /** Goes to the end of the value that the path led through. */
  private void leave() {
    while (!openObjects.isEmpty()) {
      int depth = openObjects.size() - 1;
      if (openObjects.pop()) {
        leaveObject(depth);
      } else {
        leaveArray(depth);
      }
    }
  }

  private void leaveObject(int depth) {
    while (tokens.next() == JsonToken.FIELD_NAME) {
      String name = tokens.text();
      if (name.equals(path.steps().get(depth))) {
        throw tokens.faults().repeatedMember(path.first(depth + 1));
      }
      skip(path.first(depth).then(name), nextValue());
    }
  }

  private void leaveArray(int depth) {
    int position = Integer.parseInt(path.steps().get(depth)) + 1;
    for (JsonToken value = nextValue(); value != JsonToken.END_ARRAY; value = nextValue()) {
      skip(path.first(depth).then(Integer.toString(position++)), value);
    }
  }

  /** Skips a value that stands beside the records, and takes it down. */
  private void skip(MemberPath where, JsonToken value) {
    long line = tokens.line();
    skipped.add(where, line, skipValue(where, value));
    passed.accept(tokens.position());
  }

  /** Goes to the last token of a value; tells whether it is an array of objects. */
  private boolean skipValue(MemberPath where, JsonToken value) {
    if (value == JsonToken.START_OBJECT && where.steps().size() < DEEPEST_ARRAY) {
      while (tokens.next() == JsonToken.FIELD_NAME) {
        MemberPath inner = arrays.size() < MOST_ARRAYS ? where.then(tokens.text()) : where;
        skipValue(inner, nextValue());
      }
      return false;
    }
    if (value != JsonToken.START_ARRAY) {
      skipRest(value);
      return false;
    }
    JsonToken first = nextValue();
    if (first == JsonToken.START_OBJECT && arrays.size() < MOST_ARRAYS) {
      arrays.add(where);
    }
    if (first != JsonToken.END_ARRAY) {
      skipRest(first);
      skipRest(JsonToken.START_ARRAY);
    }
    return first == JsonToken.START_OBJECT;
  }

  /** Goes to the end of the value that began with a token. */
  private void skipRest(JsonToken begun) {
    int depth = begun.isStructStart() ? 1 : 0;
    while (depth > 0) {
      JsonToken token = nextValue();
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      }
      // What lies behind need not be kept; after a name the value has been begun already.
      if (token != JsonToken.FIELD_NAME) {
        passed.accept(tokens.position());
      }
    }
  }

  /** The text cannot end where a value was begun: an open bracket at its end is a fault. */
  private JsonToken nextValue() {
    return Objects.requireNonNull(tokens.next());
  }
}
