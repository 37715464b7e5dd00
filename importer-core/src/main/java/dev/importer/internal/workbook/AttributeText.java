package dev.importer.internal.workbook;

import org.codehaus.stax2.typed.TypedValueDecoder;

/** Shows the value of an attribute where the parser has it, until it goes on. */
final class AttributeText extends TypedValueDecoder {

  char[] characters = new char[0];
  int start;
  int end;

  @Override
  public void decode(String text) {
    decode(text.toCharArray(), 0, text.length());
  }

  @Override
  public void decode(char[] buffer, int from, int to) {
    characters = buffer;
    start = from;
    end = to;
  }

  @Override
  public void handleEmptyValue() {
    start = 0;
    end = 0;
  }

  /** The whole number that it is, or -1 if it is none. */
  int toInt() {
    return WholeNumber.of(characters, start, end);
  }

  @Override
  public String toString() {
    return new String(characters, start, end - start);
  }
}
