/** What the columns of an import hold, in few numbers and in bounded memory. */
@NullMarked
package dev.importer.internal.profile;

import org.jspecify.annotations.NullMarked;
