/** How objects of an application's classes are made of their parts. */
@NullMarked
package dev.importer.internal.shape;

import org.jspecify.annotations.NullMarked;
