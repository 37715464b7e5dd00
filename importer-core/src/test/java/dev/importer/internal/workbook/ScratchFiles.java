package dev.importer.internal.workbook;

import dev.importer.error.StorageException;
import dev.importer.internal.keys.KeyFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** Temporary files of the system. */
final class ScratchFiles implements KeyFiles {

  @Override
  public FileChannel openKeyFile() throws IOException {
    return FileChannel.open(
        Files.createTempFile("scratch", null),
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  @Override
  public StorageException failed(String action, IOException cause) {
    return new StorageException(StorageException.Reason.NOT_WRITABLE, action, cause);
  }
}
