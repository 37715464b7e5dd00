/** The rules of the package layout. */
@NullMarked
package dev.importer.architecture;

import org.jspecify.annotations.NullMarked;
