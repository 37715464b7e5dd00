package dev.importer.job;

/**
 * Another value for cells that hold exactly one, put in their place before they are checked.
 *
 * @param field the name of the field whose cells are looked at
 * @param from the whole cell, letter by letter, after it was trimmed if that was asked for
 * @param to the value in its place; empty for none
 */
public record Replacement(String field, String from, String to) {

  /** Checks that there is a field. */
  public Replacement {
    if (field.isEmpty()) {
      throw new IllegalArgumentException("field must not be empty");
    }
  }
}
