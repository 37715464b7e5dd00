/** The command line as its users have it: processes of their own. */
@NullMarked
package dev.importer.cli;

import org.jspecify.annotations.NullMarked;
