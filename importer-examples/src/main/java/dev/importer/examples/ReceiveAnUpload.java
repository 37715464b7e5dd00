package dev.importer.examples;

import dev.importer.Importer;
import dev.importer.error.SourceException;
import dev.importer.job.ImportResult;
import dev.importer.source.Limits;
import dev.importer.source.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes bytes as they come, as a web server would. Arguments: the file, the most bytes to take. */
public final class ReceiveAnUpload {

  private ReceiveAnUpload() {}

  public static void main(String... args) throws IOException {
    Path file = Path.of(args.length > 0 ? args[0] : "samples/users_with_errors.csv");
    long mostBytes = args.length > 1 ? Long.parseLong(args[1]) : 1_000_000;
    Limits limits = Limits.DEFAULT.withMaxSourceBytes(mostBytes);

    try (Importer importer = Importer.builder().inMemory().limits(limits).build();
        InputStream body = Files.newInputStream(file);
        Upload upload = importer.upload(file.toString())) {
      byte[] piece = new byte[256];
      for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
        upload.write(piece, 0, count);
      }
      ImportResult result = importer.load(upload.finish());
      System.out.println(
          result.summary().filename()
              + ": "
              + upload.size()
              + " bytes, "
              + result.total()
              + " rows");
    } catch (SourceException e) {
      System.out.println("not taken: " + e.code() + ": " + e.getMessage());
    }
  }
}
