/**
 * What was asked for an import, completed by what was detected: {@link
 * dev.importer.internal.plan.ImportPlan}.
 */
@NullMarked
package dev.importer.internal.plan;

import org.jspecify.annotations.NullMarked;
