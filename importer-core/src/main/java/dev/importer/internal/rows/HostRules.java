package dev.importer.internal.rows;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.internal.reference.HostTable;
import dev.importer.internal.reference.TableReferences;
import dev.importer.job.RowCheck;
import dev.importer.schema.Schema;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All rules that the host has for rows. Immutable.
 *
 * @param checks the checks by their names
 * @param tables the tables by the resources of foreign keys that stand for them
 */
public record HostRules(Map<String, RowCheck> checks, Map<String, HostTable> tables) {

  /** No rules. */
  public static final HostRules NONE = new HostRules(Map.of(), Map.of());

  /** Copies the maps. */
  public HostRules {
    checks = Map.copyOf(checks);
    tables = Map.copyOf(tables);
  }

  /**
   * Makes sure that checks that are asked for are there.
   *
   * @throws IllegalArgumentException if one is not
   */
  public void requireKnown(List<String> names) {
    unknown(names)
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "row check '"
                      + name
                      + "' is not known; there are "
                      + checks.keySet().stream().sorted().toList());
            });
  }

  /** The first of some checks that is not there. */
  public Optional<String> unknown(List<String> names) {
    return names.stream().filter(name -> !checks.containsKey(name)).findFirst();
  }

  /**
   * Makes sure that the tables are there to which schemas refer.
   *
   * @throws IllegalArgumentException if one is not
   */
  public void requireTables(Collection<Schema> schemas, Lookup lookup) {
    lookup.run(connection -> TableReferences.requireThere(tables, schemas, connection));
  }

  /** Whether rows under a schema are looked at by anybody. */
  public boolean concern(Schema schema, List<String> names) {
    return !names.isEmpty() || !TableReferences.of(schema, tables).isNone();
  }

  /**
   * The rules for one run.
   *
   * @param names the checks that look at the rows, in their order
   * @param lookup lends a connection
   * @param importId the import; empty if there is none
   * @param batchSize how many rows are checked at once
   * @throws SourceException {@code row-check-error} if a check is not there
   */
  public HostChecks forRun(
      Schema schema, List<String> names, Lookup lookup, OptionalLong importId, int batchSize) {
    unknown(names)
        .ifPresent(
            name -> {
              throw new SourceException(
                  ErrorCode.ROW_CHECK_ERROR,
                  "The rows shall be looked at by the row check '"
                      + name
                      + "', which the importer no longer has. Add it to the builder, then try the"
                      + " import again, or send the file again.");
            });
    List<NamedCheck> named =
        names.stream()
            .map(
                name ->
                    Optional.ofNullable(checks.get(name))
                        .map(check -> new NamedCheck(name, check))
                        .orElseThrow())
            .toList();
    return new HostChecks(named, TableReferences.of(schema, tables), lookup, importId, batchSize);
  }
}
