/**
 * Which keys were seen in which row: a {@link dev.importer.keys.KeyIndex} takes any number of them
 * in bounded memory.
 */
@NullMarked
package dev.importer.keys;

import org.jspecify.annotations.NullMarked;
