package dev.importer.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.importer.internal.source.Spool;
import dev.importer.row.Header;
import dev.importer.row.JsonText;
import dev.importer.row.Row;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Limits;
import dev.importer.testing.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Single cells of corpora, run through the validator of rows. */
final class Cells {

  /** Nothing is put there: one row has no keys that need room. */
  private static final Spool SPOOL =
      new Spool(Path.of(System.getProperty("java.io.tmpdir")), "cells", Limits.DEFAULT);

  private Cells() {}

  /** The cases of a suite. */
  static List<JsonNode> cases(Path suite) {
    try {
      List<JsonNode> cases = new ArrayList<>();
      Json.read(Files.readString(suite.resolve("manifest.json"))).forEach(cases::add);
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What becomes of a cell in a field. */
  static CheckedRow check(Field field, Object cell) {
    return check(Schema.builder("cells").field(field).build(), cell);
  }

  /** What becomes of a cell in the only field of a schema. */
  static CheckedRow check(Schema schema, Object cell) {
    Header header = new Header(List.of(schema.fields().get(0).name()));
    Row row = new Row(header, new Object[] {cell}, 1, 2, List.of());
    try (RowValidator validator = new RowValidator(schema, SPOOL)) {
      return validator.check(row);
    }
  }

  /** The cell that a JSON source makes of a value. */
  static Object cell(JsonNode value) {
    if (value.isNull()) {
      return null;
    } else if (value.isTextual()) {
      return value.textValue();
    } else if (value.isBoolean()) {
      return value.booleanValue();
    } else if (value.isIntegralNumber()) {
      BigInteger number = value.bigIntegerValue();
      return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    } else if (value.isNumber()) {
      return value.decimalValue();
    }
    return new JsonText(value.toString());
  }
}
