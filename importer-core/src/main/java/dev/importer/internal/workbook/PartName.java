package dev.importer.internal.workbook;

import java.util.ArrayDeque;
import java.util.Deque;

/** The names of parts: words with slashes between them, none at the beginning. */
final class PartName {

  private PartName() {}

  /** The name of a part as its archive has it; some programs write it like one of Windows. */
  static String of(String member) {
    String name = member.replace('\\', '/');
    return name.startsWith("/") ? name.substring(1) : name;
  }

  /** The name of the part in which the relationships of another part are. */
  static String ofRelationships(String part) {
    int folder = part.lastIndexOf('/') + 1;
    return part.substring(0, folder) + "_rels/" + part.substring(folder) + ".rels";
  }

  /**
   * The name of the part to which a relationship leads.
   *
   * @param part the part that has the relationship; empty for the workbook as a whole
   * @param target absolute, or relative to the folder of that part
   */
  static String resolve(String part, String target) {
    String path = target.replace('\\', '/');
    if (!path.startsWith("/")) {
      path = part.substring(0, part.lastIndexOf('/') + 1) + path;
    }
    Deque<String> words = new ArrayDeque<>();
    for (String word : path.split("/", -1)) {
      if (word.equals("..")) {
        words.pollLast();
      } else if (!word.isEmpty() && !word.equals(".")) {
        words.add(word);
      }
    }
    return String.join("/", words);
  }
}
