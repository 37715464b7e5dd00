package dev.importer.error;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The description of a schema is wrong; this lists all that is wrong with it, not only the first.
 */
public final class SchemaException extends ImporterException {

  private static final long serialVersionUID = 1L;

  private final String schema;
  private final Fault[] faults;

  /**
   * One thing that is wrong.
   *
   * @param pointer the place in the JSON of the schema (JSON Pointer, RFC 6901), for example {@code
   *     /fields/0/type}; empty for the whole
   * @param message a sentence for people
   */
  public record Fault(String pointer, String message) implements Serializable {

    /** The place and the message on one line. */
    @Override
    public String toString() {
      return pointer.isEmpty() ? message : pointer + ": " + message;
    }
  }

  /**
   * The schema cannot be used.
   *
   * @param schema what it is called
   * @param faults all that is wrong with it, in the order of its JSON; at least one
   */
  public SchemaException(String schema, List<Fault> faults) {
    super(message(schema, faults), null);
    this.schema = schema;
    this.faults = faults.toArray(Fault[]::new);
  }

  private static String message(String schema, List<Fault> faults) {
    return faults.stream()
        .map(fault -> "\n  " + fault)
        .collect(
            Collectors.joining(
                "", "The schema '" + schema + "' cannot be used. What to correct:", ""));
  }

  /** What the schema is called. */
  public String schema() {
    return schema;
  }

  /** All that is wrong, in the order of the schema's JSON; at least one. */
  public List<Fault> faults() {
    return List.copyOf(Arrays.asList(faults));
  }
}
