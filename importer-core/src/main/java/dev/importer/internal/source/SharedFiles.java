package dev.importer.internal.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Files that several servers need: their pieces lie where all find them, and whoever works on one
 * has a copy in the folder of its own spool. Thread-safe.
 */
final class SharedFiles {

  private final Spool spool;
  private final Chunks chunks;

  /** The names of the files of which there are pieces and a copy here, which can go at any time. */
  private final Set<String> copies = ConcurrentHashMap.newKeySet();

  SharedFiles(Spool spool, Chunks chunks) {
    this.spool = spool;
    this.chunks = chunks;
  }

  static String nameOf(Content content) {
    return String.valueOf(content.path().getFileName());
  }

  /** Lets others have a file of this spool. */
  void add(Content content) {
    String name = nameOf(content);
    copies.add(name);
    try (InputStream in = Files.newInputStream(content.path())) {
      byte[] piece = in.readNBytes(Chunks.BYTES);
      // An empty file has one, too, by which it is known.
      for (int number = 0; piece.length > 0 || number == 0; number++) {
        chunks.put(name, number, piece);
        piece = in.readNBytes(Chunks.BYTES);
      }
    } catch (IOException e) {
      throw spool.failed("read from", e);
    }
  }

  boolean has(Content content) {
    return chunks.has(nameOf(content));
  }

  /** A file in a copy that can be read here; empty if nobody has it any more. */
  Optional<Content> copyOf(Content content) {
    Path local = spool.folder().resolve(nameOf(content));
    try {
      return Files.exists(local) || fetch(content, local)
          ? Optional.of(content.at(local, content.modifiedAt()))
          : Optional.empty();
    } catch (IOException e) {
      throw spool.failed("write to", e);
    }
  }

  /**
   * False if somebody takes it away or has done so: then pieces are missing, the last ones first.
   */
  private boolean fetch(Content content, Path target) throws IOException {
    String name = nameOf(content);
    try (SpoolFile file = spool.newFile()) {
      int number = 0;
      for (byte @Nullable [] piece = chunks.get(name, number);
          piece != null;
          piece = chunks.get(name, number)) {
        file.write(piece, 0, piece.length);
        number++;
      }
      if (file.size() < content.size() || number == 0) {
        return false;
      }
      Content copy = file.complete();
      try {
        content.requireHash(copy.sha256());
        copies.add(name);
        Files.move(copy.path(), target, StandardCopyOption.ATOMIC_MOVE);
        return true;
      } finally {
        Files.deleteIfExists(copy.path());
      }
    }
  }

  /** The names of all files that anybody has. */
  List<String> names() {
    return chunks.files();
  }

  /** Takes a file away from everybody; copies go by themselves. */
  void delete(String name) {
    copies.remove(name);
    chunks.delete(name);
  }

  /**
   * Removes copies here that nobody needs any more.
   *
   * @param needed gives the names of the files that are needed
   */
  void dropCopies(Supplier<Set<String>> needed) {
    List<String> known = List.copyOf(copies);
    if (known.isEmpty()) {
      return;
    }
    Set<String> stay = needed.get();
    for (String name : known) {
      // One that is just going to be accepted may go, too: its pieces are there.
      if (!stay.contains(name) && copies.remove(name)) {
        spool.deleteHere(spool.folder().resolve(name));
      }
    }
  }
}
