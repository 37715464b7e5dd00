/**
 * The command line: {@link dev.importer.cli.Main} starts a server or works on files and a database
 * by itself, with the options, the words and the JSON of the HTTP interface.
 */
@NullMarked
package dev.importer.cli;

import org.jspecify.annotations.NullMarked;
