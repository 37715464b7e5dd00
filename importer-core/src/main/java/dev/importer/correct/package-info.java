/**
 * Refused rows out to a file, and corrected ones back in: {@link dev.importer.correct.ErrorsCsv} is
 * the file that people mend, {@link dev.importer.correct.Corrector} takes it back.
 */
@NullMarked
package dev.importer.correct;

import org.jspecify.annotations.NullMarked;
