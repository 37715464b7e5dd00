/**
 * Which keys were seen in which row: {@link dev.importer.internal.keys.KeyIndex} takes any number
 * of them in bounded memory.
 */
@NullMarked
package dev.importer.internal.keys;

import org.jspecify.annotations.NullMarked;
