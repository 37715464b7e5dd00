package dev.importer.internal.parse;

import com.fasterxml.jackson.core.JsonToken;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.error.Notice;
import dev.importer.error.SourceException;
import dev.importer.internal.json.JsonMembers;
import dev.importer.internal.json.JsonRecords;
import dev.importer.internal.json.JsonTokens;
import dev.importer.internal.json.JsonValues;
import dev.importer.internal.json.MemberPath;
import dev.importer.internal.json.NestedJson;
import dev.importer.internal.parse.AccountingBuilder.Part;
import dev.importer.internal.source.StrictReader;
import dev.importer.results.Accounting;
import dev.importer.row.Header;
import dev.importer.row.JsonText;
import dev.importer.row.Row;
import dev.importer.source.Dialect;
import dev.importer.source.Limits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a JSON document (RFC 8259), which is an array of objects or one object, or
 * of a sequence of objects, usually one a line (NDJSON); or of a member in which they stand. One
 * record is held at a time.
 */
final class JsonRowReader implements RowReader {

  /** The labels of a record that is not an object and so has no names of its own. */
  private static final Header VALUE_ONLY = new Header(List.of("value"));

  private final MeasuredText text;
  private final AccountingBuilder accounts;
  private final JsonTokens tokens;
  private final Limits limits;
  private final JsonRecords records;
  private final JsonValues values;
  private final JsonMembers members = new JsonMembers();
  private final DamagedRows damage;

  private long rows;
  private boolean ended;

  private JsonRowReader(
      MeasuredText text, JsonTokens tokens, Limits limits, MemberPath path, boolean sequence) {
    this.text = text;
    this.accounts = new AccountingBuilder(text);
    this.tokens = tokens;
    this.limits = limits;
    this.damage = new DamagedRows(text.file());
    try {
      this.records =
          JsonRecords.open(tokens, path, sequence, place -> accounts.fill(Part.STRUCTURE, place));
    } catch (SourceException e) {
      throw blamed(e);
    }
    this.values = new JsonValues(tokens);
  }

  /**
   * Opens a document: an array of objects, or one object, and nothing after it; or what holds such
   * in one of its members.
   *
   * @param dialect says in which encoding it is, and which member holds the records
   * @throws SourceException {@code empty-file}, {@code json-not-records}, {@code no-such-member} or
   *     {@code json-syntax}, as far as the text before the records tells
   */
  static JsonRowReader openDocument(Path path, Dialect dialect, Limits limits) {
    return openDocument(fileOf(path, dialect), dialect, limits);
  }

  /** As above, of a file that was just opened and is closed with this reader. */
  static JsonRowReader openDocument(StrictReader file, Dialect dialect, Limits limits) {
    return open(file, dialect, limits, false);
  }

  /**
   * Opens a sequence of objects. Line ends are white space like any other: an object may span
   * lines, and a line may hold several. A member that holds records is looked for in each of them.
   *
   * @throws SourceException as above
   */
  static JsonRowReader openSequence(Path path, Dialect dialect, Limits limits) {
    return openSequence(fileOf(path, dialect), dialect, limits);
  }

  /** As above, of a file that was just opened and is closed with this reader. */
  static JsonRowReader openSequence(StrictReader file, Dialect dialect, Limits limits) {
    return open(file, dialect, limits, true);
  }

  private static StrictReader fileOf(Path path, Dialect dialect) {
    return StrictReader.open(
        path, Objects.requireNonNullElse(dialect.encoding(), StandardCharsets.UTF_8));
  }

  private static JsonRowReader open(
      StrictReader file, Dialect dialect, Limits limits, boolean sequence) {
    MeasuredText text = MeasuredText.of(file);
    JsonTokens tokens = new JsonTokens(text, limits);
    try {
      return new JsonRowReader(text, tokens, limits, MemberPath.of(dialect.property()), sequence);
    } catch (RuntimeException e) {
      tokens.close();
      throw e;
    }
  }

  @Override
  public Optional<Header> header() {
    return Optional.empty();
  }

  @Override
  public List<String> labels() {
    return List.of();
  }

  @Override
  public @Nullable Row next() {
    try {
      return nextRow();
    } catch (SourceException e) {
      throw blamed(e);
    }
  }

  /** A byte that is no text is a worse fault than that no JSON is made of it. */
  private SourceException blamed(SourceException fault) {
    if (fault.code().equals(ErrorCode.JSON_SYNTAX)) {
      damage.requireSound(tokens.charactersRead());
    }
    return fault;
  }

  private @Nullable Row nextRow() {
    JsonToken first = ended ? null : records.next();
    if (first == null) {
      if (!ended) {
        ended = true;
        accounts.fill(Part.STRUCTURE, text.characters());
        accounts.close();
        damage.close(rows);
      }
      return null;
    }
    if (rows == limits.maxRows()) {
      throw tokens.faults().tooManyRows();
    }
    rows++;
    tokens.beginRecord();
    long start = tokens.recordStart();
    accounts.fill(Part.STRUCTURE, start);
    Row row = first == JsonToken.START_OBJECT ? object() : notObject(first);
    accounts.book(Part.ROW, start, tokens.position());
    return damage.isMet()
        ? damage.check(row, start, tokens.position(), accounts.bookedBytes())
        : row;
  }

  private Row object() {
    members.begin(rows, tokens.line());
    while (tokens.next() == JsonToken.FIELD_NAME) {
      if (members.count() == limits.maxColumns()) {
        throw tokens.faults().tooManyMembers();
      }
      String name = tokens.text();
      // Only a name can be followed by nothing, and the parser refuses that.
      JsonToken token = Objects.requireNonNull(tokens.next());
      Object value = values.read(token);
      if (value instanceof String text && text.indexOf('\0') >= 0) {
        members.fault(ErrorCode.NUL_BYTE, null, name, text, "the value contains a NUL character");
      } else if (token == JsonToken.VALUE_NUMBER_FLOAT && value instanceof JsonText text) {
        members.fault(
            ErrorCode.TYPE_ERROR, "number", name, text.text(), "the number is out of range");
      } else if (token.isStructStart()) {
        addNestedFault(name, value);
      }
      members.add(name, value);
    }
    return members.finish();
  }

  private void addNestedFault(String name, @Nullable Object value) {
    NestedJson.Fault fault = values.nestedFault();
    if (fault != null) {
      members.fault(fault.code(), null, name, String.valueOf(value), fault.message());
    }
  }

  private Row notObject(JsonToken first) {
    long line = tokens.line();
    @Nullable Object value = values.read(first);
    ImportError fault =
        new ImportError(
            ErrorCode.JSON_NOT_OBJECT,
            null,
            null,
            null,
            String.valueOf(value),
            "a record must be a JSON object, but this is " + JsonValues.kind(first),
            rows,
            line);
    return new Row(VALUE_ONLY, new @Nullable Object[] {value}, rows, line, List.of(fault));
  }

  /** A text may hold any character by an escape. */
  @Override
  public boolean isAscii() {
    return false;
  }

  @Override
  public long bytesRead() {
    return text.bytesRead();
  }

  @Override
  public Map<ErrorCode, Long> warnings() {
    Map<ErrorCode, Long> warnings = new LinkedHashMap<>();
    warnings.put(ErrorCode.CESU_8, damage.surrogatePairs());
    warnings.put(ErrorCode.SKIPPED_MEMBER, records.skippedMembers());
    warnings.values().removeIf(count -> count == 0);
    return warnings;
  }

  @Override
  public List<Notice> notices() {
    List<Notice> all = new ArrayList<>(records.notices());
    all.addAll(damage.notices());
    return all;
  }

  @Override
  public Accounting accounting() {
    return accounts.accounting();
  }

  @Override
  public void close() {
    tokens.close();
  }
}
