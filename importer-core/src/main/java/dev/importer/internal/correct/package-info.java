/** Refused rows out to a file, and corrected ones back in. */
@NullMarked
package dev.importer.internal.correct;

import org.jspecify.annotations.NullMarked;
