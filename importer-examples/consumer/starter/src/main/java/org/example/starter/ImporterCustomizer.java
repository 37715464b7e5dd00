package org.example.starter;

import dev.importer.Importer;

/** A bean that sets what there is no property for, such as limits or references. */
@FunctionalInterface
public interface ImporterCustomizer {

  /** Is called once, after everything else was set. */
  void customize(Importer.Builder builder);
}
