package dev.importer.internal.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.importer.error.SourceException;
import dev.importer.source.Limits;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the first value of a JSON text is made of, as far as it was looked at.
 *
 * @param isObject whether it is an object
 * @param members the names of its members, if it is one
 * @param arrays the arrays of objects, and empty arrays, in it that are not within other arrays
 * @param holdsOnlyObjects whether it is an object whose members are objects, two or more
 * @param isWhole whether all of it was looked at
 */
public record JsonOutline(
    boolean isObject,
    Set<String> members,
    List<ObjectArray> arrays,
    boolean holdsOnlyObjects,
    boolean isWhole) {

  /**
   * An array that may hold the records.
   *
   * @param path where it is
   * @param names the member names of its first object; none if the array is empty
   */
  public record ObjectArray(MemberPath path, Set<String> names) {

    /** Whether it is a member, or an element, of the value at the top. */
    public boolean isAtTop() {
      return path.steps().size() == 1;
    }
  }

  private static final int DEEPEST = 4;
  private static final int MOST_ARRAYS = 20;
  private static final int MOST_NAMES = 1_000;

  /** Reads one value after the other, and takes down what they are made of. */
  private static final class Reading {
    private final JsonTokens tokens;
    private boolean isObject;
    private Set<String> members = Set.of();
    private List<ObjectArray> arrays = List.of();
    private int objects;
    private boolean isOpen;

    Reading(JsonTokens tokens) {
      this.tokens = tokens;
    }

    /** Reads a value; false if there is none. */
    boolean value() {
      isObject = false;
      members = new LinkedHashSet<>();
      arrays = new ArrayList<>();
      objects = 0;
      JsonToken first = tokens.next();
      if (first == null) {
        return false;
      }
      isObject = first == JsonToken.START_OBJECT;
      if (isObject) {
        members(MemberPath.WHOLE, members);
      } else if (first == JsonToken.START_ARRAY) {
        JsonToken inner = next();
        if (inner == JsonToken.START_ARRAY) {
          array(MemberPath.WHOLE.then("0"));
          skip(first);
        } else if (inner != JsonToken.END_ARRAY) {
          isOpen = true;
          skip(inner);
        }
      }
      return true;
    }

    /** Goes to the end of an array, of which only the first element was read. */
    void finish() {
      if (isOpen) {
        isOpen = false;
        skip(JsonToken.START_ARRAY);
      }
    }

    private void members(MemberPath path, Set<String> names) {
      while (tokens.next() == JsonToken.FIELD_NAME) {
        String name = tokens.text();
        if (names.size() < MOST_NAMES) {
          names.add(name);
        }
        JsonToken value = next();
        boolean known = arrays.size() < MOST_ARRAYS && path.steps().size() < DEEPEST;
        if (path.isWhole() && value == JsonToken.START_OBJECT) {
          objects++;
        }
        if (known && value == JsonToken.START_ARRAY) {
          array(path.then(name));
        } else if (known && value == JsonToken.START_OBJECT) {
          members(path.then(name), new LinkedHashSet<>());
        } else {
          skip(value);
        }
      }
    }

    private void array(MemberPath path) {
      Set<String> names = new LinkedHashSet<>();
      JsonToken first = next();
      if (first == JsonToken.END_ARRAY || first == JsonToken.START_OBJECT) {
        arrays.add(new ObjectArray(path, names));
      }
      if (first == JsonToken.START_OBJECT) {
        names(names);
      } else {
        skip(first);
      }
      if (first != JsonToken.END_ARRAY) {
        skip(JsonToken.START_ARRAY);
      }
    }

    private void names(Set<String> names) {
      while (tokens.next() == JsonToken.FIELD_NAME) {
        if (names.size() < MOST_NAMES) {
          names.add(tokens.text());
        }
        skip(next());
      }
    }

    private void skip(JsonToken begun) {
      int depth = begun.isStructStart() ? 1 : 0;
      while (depth > 0) {
        JsonToken token = next();
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      }
    }

    private JsonToken next() {
      return Objects.requireNonNull(tokens.next());
    }

    JsonOutline outline(boolean isWhole) {
      return new JsonOutline(
          isObject, members, arrays, isObject && objects > 1 && objects == members.size(), isWhole);
    }
  }

  /**
   * The outlines of the first values of a text.
   *
   * @param text the start of a text; where it ends within a value, the rest of that is not known.
   *     It is closed.
   * @param most how many values are looked at
   */
  public static List<JsonOutline> of(Reader text, Limits limits, int most) {
    List<JsonOutline> outlines = new ArrayList<>();
    @Nullable Reading reading = null;
    try (JsonTokens tokens = new JsonTokens(text, limits)) {
      reading = new Reading(tokens);
      while (outlines.size() < most && reading.value()) {
        outlines.add(reading.outline(true));
        if (outlines.size() < most) {
          reading.finish();
        }
      }
    } catch (SourceException e) {
      // The end of what is looked at, or a fault that the reader of the rows will report.
      if (reading != null && outlines.isEmpty()) {
        outlines.add(reading.outline(false));
      }
    }
    return outlines;
  }
}
