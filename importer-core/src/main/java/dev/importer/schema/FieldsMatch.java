package dev.importer.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the columns of a file and the fields of a schema have to agree, as in Table Schema. */
public enum FieldsMatch {
  /** The file has exactly the fields of the schema, in their order. */
  EXACT,
  /** The file has exactly the fields of the schema, in any order. */
  EQUAL,
  /** The file has all fields of the schema, and may have more columns. */
  SUBSET,
  /** The file has no columns but fields of the schema, and may lack some. */
  SUPERSET,
  /** The file has at least one field of the schema; it may lack others, and have more columns. */
  PARTIAL;

  /** The name that Table Schema has for it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The value of a name that Table Schema has; empty if there is none of this name. */
  static Optional<FieldsMatch> find(String text) {
    return Arrays.stream(values()).filter(each -> each.text().equals(text)).findFirst();
  }

  /** All names. */
  static List<String> texts() {
    return Arrays.stream(values()).map(FieldsMatch::text).toList();
  }
}
