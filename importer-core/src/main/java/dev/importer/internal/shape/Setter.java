package dev.importer.internal.shape;

import java.lang.reflect.Method;

/**
 * A setter of a bean.
 *
 * @param part the property
 * @param method what takes its value
 */
record Setter(Part part, Method method) {}
