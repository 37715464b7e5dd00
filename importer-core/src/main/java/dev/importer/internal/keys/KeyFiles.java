package dev.importer.internal.keys;

import dev.importer.error.StorageException;
import java.io.IOException;
import java.nio.channels.FileChannel;

/** Gives the files in which keys lie that are too many for the memory. */
public interface KeyFiles {

  /** An empty file to be read and written, which is deleted when it is closed. */
  FileChannel openKeyFile() throws IOException;

  /** What a failed access to such a file becomes; the action is what could not be done to it. */
  StorageException failed(String action, IOException cause);
}
