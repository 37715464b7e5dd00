package dev.importer.schema;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells which labels mean the same field. */
final class LabelMatch {

  private static final Pattern SEPARATORS = Pattern.compile("[_\\-\\s]+");

  private LabelMatch() {}

  /** The form that labels meaning the same field share. */
  static String normal(String label) {
    return SEPARATORS.matcher(label.strip()).replaceAll("_").toLowerCase(Locale.ROOT);
  }
}
