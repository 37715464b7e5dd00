package dev.importer.internal.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.testing.ChildJvm;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small files that become large, read by a process with little memory. */
class HostileWorkbookTest {

  /** Twice as many characters are more than the heap of the process. */
  private static final int LARGE = 80_000_000;

  private static final String SHEET = "<worksheet><sheetData>";
  private static final String CELL = SHEET + "<row r='1'><c r='A1'><v>";
  private static final String NOT_A_WORKBOOK = "refused not-a-workbook";
  private static final String TOO_LONG = "refused field-too-long";
  private static final String EMPTY = "<sst/>";

  @TempDir private Path folder;
  private final Map<Path, String> expected = new LinkedHashMap<>();

  /** A part that repeats a text between a beginning and an end. */
  private record Part(String start, String repeated, long times, String end) {

    static Part large(String start, String repeated, String end) {
      return new Part(start, repeated, LARGE / repeated.length(), end);
    }

    static Part of(String text) {
      return new Part(text, "", 0, "");
    }

    void writeTo(OutputStream out) throws IOException {
      out.write(start.getBytes(StandardCharsets.UTF_8));
      int together = Math.max(1, 10_000 / Math.max(1, repeated.length()));
      byte[] many = repeated.repeat(together).getBytes(StandardCharsets.UTF_8);
      for (long i = 0; i < times / together; i++) {
        out.write(many);
      }
      out.write(repeated.repeat((int) (times % together)).getBytes(StandardCharsets.UTF_8));
      out.write(end.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void expect(String outcome, String name, Part sheet, Part strings) throws IOException {
    Path file = folder.resolve(name + ".xlsx");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.setLevel(Deflater.BEST_SPEED);
      Map<String, Part> parts = new LinkedHashMap<>();
      parts.put(
          "_rels/.rels",
          Part.of(
              XlsxFile.relationships(
                  XlsxFile.relationship("a", "officeDocument", "workbook.xml"))));
      parts.put(
          "_rels/workbook.xml.rels",
          Part.of(
              XlsxFile.relationships(
                  XlsxFile.relationship("a", "worksheet", "sheet.xml"),
                  XlsxFile.relationship("b", "sharedStrings", "strings.xml"))));
      parts.put(
          "workbook.xml",
          Part.of("<workbook xmlns:r='r'><sheets><sheet name='A' r:id='a'/></sheets></workbook>"));
      parts.put("sheet.xml", sheet);
      parts.put("strings.xml", strings);
      for (Map.Entry<String, Part> part : parts.entrySet()) {
        out.putNextEntry(new ZipEntry(part.getKey()));
        part.getValue().writeTo(out);
        out.closeEntry();
      }
    }
    expected.put(file, outcome);
  }

  private void expect(String outcome, String name, Part sheet) throws IOException {
    expect(outcome, name, sheet, Part.of(EMPTY));
  }

  @Test
  void littleMemoryIsEnough() throws IOException {
    String end = "</v></c></row></sheetData></worksheet>";
    expect(TOO_LONG, "digits", Part.large(CELL, "1", end));
    expect(TOO_LONG, "text", Part.large(CELL.replace("r='A1'", "t='str'"), "abcdefgh", end));
    expect(TOO_LONG, "references", Part.large(CELL, "&#x31;", end));
    expect(TOO_LONG, "sections", Part.large(CELL, "<![CDATA[aaaaaaaaaaaa]]>", end));
    expect(TOO_LONG, "section", Part.large(CELL + "<![CDATA[", "<>", "]]>" + end));
    expect(NOT_A_WORKBOOK, "spaces", Part.large(SHEET, " ", "</sheetData></worksheet>"));
    expect(NOT_A_WORKBOOK, "declaration", Part.large("<?xml ", " ", "version='1.0'?><worksheet/>"));
    expect(NOT_A_WORKBOOK, "comment", Part.large("<worksheet><!--", "<x>", "--></worksheet>"));
    expect(NOT_A_WORKBOOK, "instruction", Part.large("<worksheet><?a ", "x", "?></worksheet>"));
    expect(NOT_A_WORKBOOK, "doctype", Part.large("<!DOCTYPE a [", "<!-- -->", "]><worksheet/>"));
    expect(NOT_A_WORKBOOK, "attribute", Part.large("<worksheet a='", "x", "'/>"));
    expect(NOT_A_WORKBOOK, "name", Part.large("<worksheet><", "x", "/></worksheet>"));
    expect(NOT_A_WORKBOOK, "reference", Part.large(SHEET + "<row r='", "1", "'/></sheetData>"));
    expect(NOT_A_WORKBOOK, "depth", Part.large("<worksheet>", "<a>", ""));
    expect(NOT_A_WORKBOOK, "rows", Part.large(SHEET, "<row/>", "</sheetData></worksheet>"));
    expect(NOT_A_WORKBOOK, "cells", Part.large(SHEET + "<row>", "<c/>", "</row></sheetData>"));
    expect(
        TOO_LONG,
        "shared-text",
        Part.of("<worksheet/>"),
        Part.large("<sst><si><t>", "abcdefgh", "</t></si></sst>"));
    expect(
        TOO_LONG,
        "runs",
        Part.of("<worksheet/>"),
        Part.large("<sst><si>", "<r><t>abcdefgh</t></r>", "</si></sst>"));
    expect("read 0", "texts", Part.of("<worksheet/>"), Part.large("<sst>", texts(), "</sst>"));
    expect(
        "read 12000",
        "repeated-text",
        new Part(SHEET, "<row><c t='s'><v>0</v></c></row>", 12_000, "</sheetData></worksheet>"),
        new Part("<sst><si><t>", "x", 1_000_000, "</t></si></sst>"));
    expect(
        "refused record-too-long",
        "long-row",
        new Part(
            SHEET + "<row>",
            "<c t='s'><v>0</v></c><c t='s'><v>1</v></c>",
            1_000,
            "</row></sheetData></worksheet>"),
        new Part("<sst>", "<si><t>" + "y".repeat(1_000_000) + "</t></si>", 2, "</sst>"));
    expect(NOT_A_WORKBOOK, "names", Part.of("<worksheet>" + names(500_000) + "</worksheet>"));
    expect(NOT_A_WORKBOOK, "attributes", Part.of("<worksheet>" + attributes() + "</worksheet>"));

    List<String> files = expected.keySet().stream().map(Path::toString).toList();
    try (ChildJvm child = ChildJvm.start(WorkbookProcess.class, List.of("-Xmx128m"), files)) {
      expected.forEach(
          (file, outcome) ->
              assertThat(child.awaitLine(line -> line.startsWith(file.toString())))
                  .isEqualTo(file + " " + outcome));
      assertThat(child.awaitEnd()).isZero();
    }
  }

  /** Elements of which each has a name of its own. */
  private static String names(int count) {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < count; i++) {
      names.append("<n").append(i).append("/>");
    }
    return names.toString();
  }

  /** Many texts that are not alike enough to be suspicious. */
  private static String texts() {
    StringBuilder texts = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      texts.append("<si><t>").append(i * 7_919 % 10_007).append("</t></si>");
    }
    return texts.toString();
  }

  private static String attributes() {
    StringBuilder element = new StringBuilder("<a");
    for (int i = 0; i < 20_000; i++) {
      element.append(" n").append(i).append("=''");
    }
    return element.append("/>").toString();
  }

  @Test
  void twoMillionDifferentTextsAreRead() throws IOException {
    Path file = folder.resolve("texts.xlsx");
    int count = 2_000_000;
    StringBuilder sheet = new StringBuilder(SHEET);
    for (int i = 0; i < count; i++) {
      // Each text once, in no order.
      long index = i * 1_234_577L % count;
      sheet.append(i % 10 == 0 ? "<row>" : "").append("<c t='s'><v>").append(index);
      sheet.append("</v></c>").append(i % 10 == 9 ? "</row>" : "");
    }
    StringBuilder strings = new StringBuilder("<sst>");
    for (int i = 0; i < count; i++) {
      strings.append("<si><t>number ").append(i).append(i % 2 == 0 ? " é" : " ☺");
      strings.append("</t></si>");
    }
    expect(
        "read " + count / 10,
        "texts",
        Part.of(sheet.append("</sheetData></worksheet>").toString()),
        Part.of(strings.append("</sst>").toString()));

    try (ChildJvm child =
        ChildJvm.start(WorkbookProcess.class, List.of("-Xmx128m"), List.of(file.toString()))) {
      assertThat(child.awaitLine(line -> line.startsWith(file.toString())))
          .isEqualTo(file + " read " + count / 10);
      assertThat(child.awaitEnd()).isZero();
    }
  }
}
