package dev.importer.internal.type;

/**
 * Why a cell is not a value of a type.
 *
 * @param message a sentence for people that shows the cell
 */
public record Unfit(String message) {}
