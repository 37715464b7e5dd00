/**
 * What the columns of an import hold, in few numbers and in bounded memory: {@link
 * dev.importer.profile.ImportProfile}.
 */
@NullMarked
package dev.importer.profile;

import org.jspecify.annotations.NullMarked;
