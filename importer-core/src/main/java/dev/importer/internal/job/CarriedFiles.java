package dev.importer.internal.job;

import dev.importer.error.SourceException;
import dev.importer.internal.source.Content;
import dev.importer.internal.source.Spool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of sources on their way from the spool of one database to that of another. What is not
 * kept in the end is removed again.
 */
final class CarriedFiles implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CarriedFiles.class);

  private final Spool from;
  private final Spool to;
  private final List<Content> carried = new ArrayList<>();
  private boolean kept;

  CarriedFiles(Spool from, Spool to) {
    this.from = from;
    this.to = to;
  }

  /** The same bytes where those of the other database lie; empty if they are gone or changed. */
  Optional<Content> carry(Content content) {
    Content found = from.has(content) ? content : besideTheDatabase(content);
    if (!from.has(found)) {
      return Optional.empty();
    }
    try {
      Content here = from.fetch(found);
      here.requireUnchanged();
      Content copy = to.copy(here);
      carried.add(copy);
      to.keep(copy);
      return Optional.of(copy);
    } catch (SourceException e) {
      LOG.warn("The bytes in '{}' are not those that were accepted", found.path(), e);
      return Optional.empty();
    } finally {
      from.dropCopies(Set::of);
      to.dropCopies(Set::of);
    }
  }

  /** Where they lie if the database was moved with its folder. */
  private Content besideTheDatabase(Content content) {
    Path name = content.path().getFileName();
    return !content.spooled() || name == null
        ? content
        : new Content(
            from.folder().resolve(name),
            content.size(),
            content.sha256(),
            content.modifiedAt(),
            true,
            content.utf8Offence(),
            content.memberName());
  }

  /** From now on they belong to imports and uploads. */
  void keep() {
    kept = true;
  }

  @Override
  public void close() {
    if (!kept) {
      carried.forEach(to::drop);
    }
  }
}
