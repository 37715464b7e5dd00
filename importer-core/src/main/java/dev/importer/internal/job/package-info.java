/**
 * Running imports: {@link dev.importer.internal.job.ImportService} accepts sources, works on them
 * one batch at a time and resumes after a crash.
 */
@NullMarked
package dev.importer.internal.job;

import org.jspecify.annotations.NullMarked;
