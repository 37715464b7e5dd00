/** The programs behind the figures in docs/performance.md. They print; they judge nothing. */
@NullMarked
package dev.importer.examples.measure;

import org.jspecify.annotations.NullMarked;
