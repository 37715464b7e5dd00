/** One runnable file for each task. They print what they do and share no code. */
@NullMarked
package dev.importer.examples;

import org.jspecify.annotations.NullMarked;
