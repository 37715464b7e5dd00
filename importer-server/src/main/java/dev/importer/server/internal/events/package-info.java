/** How imports get on, as Server-Sent Events. No listener holds a thread. */
@NullMarked
package dev.importer.server.internal.events;

import org.jspecify.annotations.NullMarked;
