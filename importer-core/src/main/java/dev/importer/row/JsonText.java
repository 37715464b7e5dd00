package dev.importer.row;

/**
 * An object or array nested in a record, as JSON text. It is kept as text so that nothing of it is
 * lost or rewritten.
 *
 * @param text well-formed JSON
 */
public record JsonText(String text) {

  /** The JSON text. */
  @Override
  public String toString() {
    return text;
  }
}
