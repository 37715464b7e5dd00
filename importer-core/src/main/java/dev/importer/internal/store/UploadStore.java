package dev.importer.internal.store;

import dev.importer.error.StorageException;
import dev.importer.internal.source.Content;
import dev.importer.results.StagedUpload;
import dev.importer.source.Format;
import dev.importer.source.Source;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The uploads that are staged. The files that are given back are needed by nobody any more; whoever
 * dies before they are deleted leaves them to the sweep. Thread-safe; usable until its store is
 * closed.
 */
public final class UploadStore {

  private final Database database;
  private final Clock clock;

  UploadStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * What uploads may take.
   *
   * @param keep how long they are kept when they are not used; more than zero
   * @param maxUploads how many there may be; 1 or more
   * @param maxBytes how large they may be together; 1 or more
   */
  public record Bounds(Duration keep, int maxUploads, long maxBytes) {

    /** Checks each number and names the one that is out of range. */
    public Bounds {
      require(keep.toMillis() >= 1, "keepStaged must be more than zero, but is " + keep);
      require(maxUploads >= 1, "maxStaged must be 1 or more, but is " + maxUploads);
      require(maxBytes >= 1, "maxStagedBytes must be 1 or more, but is " + maxBytes);
    }

    private static void require(boolean fine, String sentence) {
      if (!fine) {
        throw new IllegalArgumentException(sentence);
      }
    }
  }

  /**
   * A file that is to be staged.
   *
   * @param source its name, and what was said of it
   * @param content its bytes
   * @param format its format; null if that cannot be told
   * @param sheets the names of its worksheets if it is a workbook
   */
  public record NewUpload(
      Source source, Content content, @Nullable Format format, List<String> sheets) {

    private UploadDao.NewRow row() {
      return new UploadDao.NewRow(
          source.name(),
          content.sha256(),
          content.size(),
          format == null ? null : format.name(),
          sheets.isEmpty() ? null : Json.write(sheets),
          StagedSource.stated(source),
          content.path().toString(),
          content.memberName(),
          content.utf8Offence());
    }
  }

  /**
   * What became of a file that was handed in.
   *
   * @param upload the upload; an earlier one if that has the same bytes, name and statements
   * @param unneeded the files that nobody needs any more, perhaps the one that was handed in
   */
  public record Addition(StagedUpload upload, List<Content> unneeded) {}

  /**
   * Stages a file. If it does not find room, the uploads that would expire first give way. When the
   * call returns, the upload survives a power cut.
   *
   * @param isThere whether a file still exists; an upload that has lost its own takes this one
   */
  public Addition add(NewUpload fresh, Bounds bounds, Predicate<Content> isThere) {
    UploadDao.NewRow row = fresh.row();
    try {
      return add(fresh, row, bounds, isThere);
    } catch (StorageException e) {
      if (!database.isUnique(e)) {
        throw e;
      }
      // Somebody has staged the same after the look at what there is; now it is found.
      return add(fresh, row, bounds, isThere);
    }
  }

  private Addition add(
      NewUpload fresh, UploadDao.NewRow row, Bounds bounds, Predicate<Content> isThere) {
    return database.write(
        Durability.FULL,
        handle -> {
          UploadDao dao = handle.attach(UploadDao.class);
          Instant now = clock.instant();
          Optional<StagedSource> same = dao.findSame(row.fileHash(), row.filename(), row.stated());
          Optional<StagedSource> known =
              same.filter(found -> isThere.test(found.content()))
                  .flatMap(found -> prolonged(dao, found.upload().id(), now, bounds.keep()));
          if (known.isPresent()) {
            return new Addition(known.get().upload(), List.of(fresh.content()));
          }
          List<Content> unneeded = new ArrayList<>();
          same.ifPresent(lost -> delete(dao, lost, unneeded));
          long id = dao.insert(row, Times.text(now), Times.text(now.plus(bounds.keep())));
          makeRoom(dao, id, bounds, unneeded);
          return new Addition(dao.find(id, Times.text(now)).orElseThrow().upload(), unneeded);
        });
  }

  private static void makeRoom(UploadDao dao, long id, Bounds bounds, List<Content> unneeded) {
    UploadDao.Total total = dao.total();
    while (total.uploads() > bounds.maxUploads() || total.bytes() > bounds.maxBytes()) {
      Optional<StagedSource> first = dao.firstToExpireBut(id);
      if (first.isEmpty()) {
        return;
      }
      delete(dao, first.get(), unneeded);
      total = dao.total();
    }
  }

  private static void delete(UploadDao dao, StagedSource staged, List<Content> unneeded) {
    dao.delete(staged.upload().id());
    unneeded.add(staged.content());
  }

  /** The upload with this id; empty if there is none, or if its time is over. */
  public Optional<StagedUpload> find(long id) {
    return database
        .read(handle -> handle.attach(UploadDao.class).find(id, now()))
        .map(StagedSource::upload);
  }

  /** The source of the upload with this id, which is kept for the whole time again from now on. */
  public Optional<Source> use(long id, Duration keep) {
    return database
        .write(
            Durability.RELAXED,
            handle -> prolonged(handle.attach(UploadDao.class), id, clock.instant(), keep))
        .map(StagedSource::source);
  }

  private static Optional<StagedSource> prolonged(
      UploadDao dao, long id, Instant now, Duration keep) {
    return dao.prolong(id, Times.text(now), Times.text(now.plus(keep))) == 1
        ? dao.find(id, Times.text(now))
        : Optional.empty();
  }

  /** Takes an upload away; gives its file, or nothing if there is no such upload. */
  public Optional<Content> remove(long id) {
    return database.write(
        Durability.FULL,
        handle -> {
          UploadDao dao = handle.attach(UploadDao.class);
          Optional<StagedSource> staged = dao.find(id, now());
          return staged.filter(found -> dao.delete(id) == 1).map(StagedSource::content);
        });
  }

  /** Takes the uploads away whose time is over; gives their files. */
  public List<Content> expire() {
    if (database.read(handle -> handle.attach(UploadDao.class).expired(now())).isEmpty()) {
      return List.of();
    }
    return database.write(
        Durability.RELAXED,
        handle -> {
          UploadDao dao = handle.attach(UploadDao.class);
          List<Content> unneeded = new ArrayList<>();
          dao.expired(now()).forEach(staged -> delete(dao, staged, unneeded));
          return unneeded;
        });
  }

  private String now() {
    return Times.text(clock.instant());
  }
}
