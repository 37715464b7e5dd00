/**
 * What a starter of one's own is: to be copied into an artifact that all applications of a team
 * have on their class path.
 */
@NullMarked
package org.example.starter;

import org.jspecify.annotations.NullMarked;
