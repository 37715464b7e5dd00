package dev.importer.job;

/** A text cannot be the value of an option; the message is a sentence that says what can. */
public final class OptionException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final ImportOption option;

  OptionException(ImportOption option, String message) {
    super(message);
    this.option = option;
  }

  /** The option. */
  public ImportOption option() {
    return option;
  }
}
