package dev.importer.results;

/**
 * All settings of an import: what its caller asked for, completed by what was detected. The options
 * that replay it are made of it ({@code Results.replaying}).
 *
 * @param json the settings as they are stored, a JSON object; it may have more members in later
 *     versions, and says in {@code form} which form it has
 */
public record StoredPlan(String json) {}
