/** The web page, the description of the calls, and the pages on problems. */
@NullMarked
package dev.importer.server.internal.page;

import org.jspecify.annotations.NullMarked;
