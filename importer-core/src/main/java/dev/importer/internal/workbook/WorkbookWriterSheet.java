package dev.importer.internal.workbook;

import java.util.List;

/**
 * A sheet to be written, but for its rows. Immutable.
 *
 * @param name its name, which is changed where spreadsheets would not take it
 * @param columns its columns from A on
 * @param headerRows how many rows stay in sight at its top; the last of them has a filter
 * @param choices the columns in which a person chooses among values
 */
public record WorkbookWriterSheet(
    String name, List<Column> columns, int headerRows, List<Choice> choices) {

  private static final int MOST_LITERAL = 255;

  /** Copies the lists and checks that a spreadsheet has as many columns. */
  public WorkbookWriterSheet {
    columns = List.copyOf(columns);
    choices = List.copyOf(choices);
    if (columns.isEmpty() || columns.size() > WorkbookWriter.MAX_COLUMNS) {
      throw new IllegalArgumentException(
          "A sheet of a workbook has 1 to "
              + WorkbookWriter.MAX_COLUMNS
              + " columns, not "
              + columns.size()
              + ".");
    }
  }

  /**
   * A column.
   *
   * @param width in characters
   * @param format what is typed into its empty cells is understood as this
   */
  public record Column(int width, WorkbookWriterFormat format) {

    private static final int LEAST = 10;
    private static final int MOST = 60;
    private static final int ROOM_FOR_A_BUTTON = 4;

    /** A column that is as wide as its label wants. */
    public static Column under(String label, WorkbookWriterFormat format) {
      int longest = label.lines().mapToInt(String::length).max().orElse(0);
      return new Column(Math.min(Math.max(longest + ROOM_FOR_A_BUTTON, LEAST), MOST), format);
    }

    /** A column of texts that people read. */
    public static Column wide() {
      return new Column(MOST, WorkbookWriterFormat.GENERAL);
    }
  }

  /**
   * A list from which people choose in the cells below the labels of a column. Whoever types
   * another value is asked whether it is meant.
   *
   * @param column its place, 0-based
   * @param values at least one; each at most {@value WorkbookWriter#MAX_TEXT} characters
   */
  public record Choice(int column, List<String> values) {

    /** Copies the list. */
    public Choice {
      values = List.copyOf(values);
    }

    /** Whether the values can stand in the rule itself, which knows no quotes. */
    boolean isLiteral() {
      return String.join(",", values).length() <= MOST_LITERAL
          && values.stream().allMatch(Choice::isLiteral);
    }

    private static boolean isLiteral(String value) {
      return !value.isEmpty()
          && value.equals(value.strip())
          && value.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
    }
  }
}
