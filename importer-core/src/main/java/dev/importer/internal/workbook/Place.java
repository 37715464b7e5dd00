package dev.importer.internal.workbook;

/** Where the reading of a workbook is, for messages. */
@FunctionalInterface
interface Place {

  /** The place with its preposition, such as {@code in cell C5 of the sheet 'Orders'}. */
  String now();
}
