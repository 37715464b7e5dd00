/**
 * Running imports: {@link dev.importer.job.ImportService} accepts sources, works on them one batch
 * at a time and goes on after a crash; {@link dev.importer.job.ImportJob} is the handle on one of
 * them.
 */
@NullMarked
package dev.importer.job;

import org.jspecify.annotations.NullMarked;
