package dev.importer.internal.host;

import org.jspecify.annotations.Nullable;

/**
 * Why a table refuses rows.
 *
 * @param constraint the name of what they break; null if it has none
 * @param reason what the database says, without values
 */
record Refusal(@Nullable String constraint, String reason) {}
