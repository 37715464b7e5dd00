/** Files that come in: to be imported, to be checked only, or as corrections of an import. */
@NullMarked
package dev.importer.server.internal.upload;

import org.jspecify.annotations.NullMarked;
