package dev.importer.job;

/** A text cannot be the value of an option; the message is a sentence that says what can. */
public final class OptionException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final ImportOption option;

  /** Says in a sentence what can be the value. */
  public OptionException(ImportOption option, String message) {
    super(message);
    this.option = option;
  }

  /** The option. */
  public ImportOption option() {
    return option;
  }
}
