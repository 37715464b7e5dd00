package dev.importer.results;

import org.jspecify.annotations.Nullable;

/**
 * What a refused value was probably meant to be. Its field would take it; nothing is changed
 * unasked.
 *
 * @param to the value as it would have to stand in the source; null if the cell was probably meant
 *     to be empty
 * @param reason what seems to have gone wrong
 */
public record ValueSuggestion(@Nullable String to, Reason reason) {

  /** What seems to have gone wrong with a value. */
  public enum Reason {
    /** There is white space around it, or nothing else. */
    WHITE_SPACE("white-space"),
    /** It is wrapped as programs do so that spreadsheets take it for text, {@code ="01234"}. */
    SPREADSHEET_NOTATION("spreadsheet-notation"),
    /** It is a word for no value, such as {@code n/a}. */
    NO_VALUE("no-value"),
    /** It is a spelling of an allowed value, or near to one. */
    ALLOWED_VALUE("allowed-value"),
    /** It is the label of a category. */
    CATEGORY_LABEL("category-label"),
    /** It is another word for true or false, such as {@code yes}. */
    TRUTH_WORD("truth-word"),
    /** It is a number in another notation, such as {@code 1 234,50} or {@code (30.00)}. */
    NUMBER_NOTATION("number-notation"),
    /** It is a number with a unit or a currency, which is the same in all such values. */
    UNIT("unit"),
    /** It is a number with a letter that looks like a digit, such as {@code 4O}. */
    LETTER_FOR_DIGIT("letter-for-digit"),
    /** It is a date in another notation, whose order of day and month is certain. */
    DATE_NOTATION("date-notation"),
    /** It is an e-mail address with something around it or in it, such as {@code ann(at)x.org}. */
    EMAIL_NOTATION("email-notation");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** Its stable name, lower-case words joined by hyphens. */
    public String text() {
      return text;
    }
  }
}
