package dev.importer.internal.json;

import dev.importer.internal.text.Quoted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way to a value within a JSON text: the names of members, and positions in arrays from 0.
 * Written as the name of a member, or as a JSON Pointer (RFC 6901).
 *
 * @param steps names and positions from the outside in; none for the whole text
 */
public record MemberPath(List<String> steps) {

  /** The whole text. */
  public static final MemberPath WHOLE = new MemberPath(List.of());

  /** Copies the list. */
  public MemberPath {
    steps = List.copyOf(steps);
  }

  /**
   * The path that an option names.
   *
   * @param property a name, a pointer, or nothing for the whole text
   */
  public static MemberPath of(@Nullable String property) {
    if (property == null || property.isEmpty()) {
      return WHOLE;
    }
    if (!property.startsWith("/")) {
      return new MemberPath(List.of(property));
    }
    return new MemberPath(
        Arrays.stream(property.substring(1).split("/", -1))
            .map(step -> step.replace("~1", "/").replace("~0", "~"))
            .toList());
  }

  /** Whether it is the whole text. */
  public boolean isWhole() {
    return steps.isEmpty();
  }

  /** The path to a member, or to an element, of the value that it leads to. */
  MemberPath then(String step) {
    List<String> longer = new ArrayList<>(steps);
    longer.add(step);
    return new MemberPath(longer);
  }

  /** The first steps of this path. */
  MemberPath first(int count) {
    return new MemberPath(steps.subList(0, count));
  }

  /** How it is written as an option; nothing for the whole text. */
  public String property() {
    if (steps.size() == 1 && !steps.get(0).isEmpty() && !steps.get(0).startsWith("/")) {
      return steps.get(0);
    }
    StringBuilder pointer = new StringBuilder();
    for (String step : steps) {
      pointer.append('/').append(step.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }

  /** How it is shown in messages. */
  @Override
  public String toString() {
    return Quoted.of(property());
  }
}
