/**
 * Texts as they are shown to people: quoted, with what is invisible made visible, and with the
 * nearest known word suggested.
 */
@NullMarked
package dev.importer.internal.text;

import org.jspecify.annotations.NullMarked;
