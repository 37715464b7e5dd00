package dev.importer.internal.host;

/**
 * A column of a table of the application, as the database describes it.
 *
 * @param name its name
 * @param type its type as the database writes it
 * @param kind what it holds
 * @param isRequired whether it takes no null and fills itself with nothing
 * @param isComputed whether the database alone fills it
 */
record HostColumn(
    String name, String type, ColumnKind kind, boolean isRequired, boolean isComputed) {}
