package dev.importer.internal.source;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ways in which an archive cannot be unpacked, in sentences that say what to do. */
final class UnpackingErrors {

  private static final int NAMES_SHOWN = 5;

  private UnpackingErrors() {}

  static SourceException damaged(IOException cause) {
    return error("The archive is damaged or cut off. Pack the file again, and send that.", cause);
  }

  static SourceException encrypted(IOException cause) {
    return error("The archive is encrypted. Send it without a password.", cause);
  }

  static SourceException nested() {
    return error("The archive holds another archive. Send the file that is in it.", null);
  }

  static SourceException notOneMember(List<String> names) {
    if (names.isEmpty()) {
      return error("The archive holds no file. Put the file into it, and send that.", null);
    }
    String shown =
        String.join(", ", names.subList(0, Math.min(NAMES_SHOWN, names.size())))
            + (names.size() > NAMES_SHOWN ? ", …" : "");
    return error(
        "The archive holds "
            + names.size()
            + " files ("
            + shown
            + "), but an import is of one. Send each of them for itself.",
        null);
  }

  static SourceException tooManyMembers() {
    return error("The archive holds too many files. Send one file in it.", null);
  }

  static SourceException bomb(int ratio) {
    return error(
        "The archive becomes more than "
            + ratio
            + " times larger by unpacking (maxCompressionRatio), as harmful ones do."
            + " Send the file unpacked.",
        null);
  }

  static SourceException unreadable(IOException cause) {
    return new SourceException(
        ErrorCode.SOURCE_ERROR,
        "The source could not be read: " + cause.getClass().getSimpleName() + ".",
        null,
        null,
        cause);
  }

  private static SourceException error(String message, @Nullable IOException cause) {
    return new SourceException(ErrorCode.COMPRESSION_ERROR, message, null, null, cause);
  }
}
