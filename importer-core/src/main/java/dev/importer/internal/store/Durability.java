package dev.importer.internal.store;

/** When a commit counts as done. */
enum Durability {
  /** When it can no longer be lost or torn by a crash of the process. A power cut may undo it. */
  RELAXED("NORMAL"),
  /** When it is on the disk. It makes all earlier commits durable too. */
  FULL("FULL");

  private final String pragma;

  Durability(String pragma) {
    this.pragma = pragma;
  }

  /** The value of SQLite's {@code synchronous} setting. */
  String pragma() {
    return pragma;
  }
}
