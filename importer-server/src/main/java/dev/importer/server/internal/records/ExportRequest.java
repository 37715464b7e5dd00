package dev.importer.server.internal.records;

import dev.importer.Results;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordStatus;
import dev.importer.results.RowsExport;
import dev.importer.server.internal.http.Paging;
import dev.importer.server.internal.http.Query;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a request for the rows of an import asks for.
 *
 * @param query which rows
 * @param format the format of the file
 * @param names what its columns are called
 * @param formulas what becomes of formulas in CSV
 * @param numbered whether the rows have their numbers, whatever their status
 */
public record ExportRequest(
    RecordQuery query,
    RowsFormat format,
    RowsExport.Names names,
    RowsExport.Formulas formulas,
    boolean numbered) {

  public static final List<String> PARAMETERS =
      List.of(
          "status",
          "format",
          "names",
          "formulas",
          "numbered",
          "q",
          "code",
          "rule",
          "field",
          "where");

  private static final String ALL = "all";

  static ExportRequest parse(Query parameters, long id, @Nullable String accept) {
    RecordQuery query = RecordQuery.ofImport(id);
    RecordQuery.ErrorKind error =
        new RecordQuery.ErrorKind(
            parameters.value("code"), parameters.value("rule"), parameters.value("field"));
    boolean ofErrors = !error.equals(RecordQuery.ErrorKind.ANY);
    String status = parameters.value("status");
    if (!ALL.equals(status) && !(status == null && ofErrors)) {
      query = query.withStatus(status(status));
    }
    String text = parameters.value("q");
    if (text != null && !text.isEmpty()) {
      query = query.containing(text);
    }
    if (ofErrors) {
      query = query.withError(error);
    }
    String where = parameters.value("where");
    if (where != null) {
      query = SearchRequest.where(query, where);
    }
    return new ExportRequest(
        query,
        RowsFormat.of(parameters.value("format"), accept),
        choice(parameters, "names", RowsExport.Names.values(), RowsExport.Names::text),
        choice(parameters, "formulas", RowsExport.Formulas.values(), RowsExport.Formulas::text),
        choice(parameters, "numbered", new Boolean[] {false, true}, Object::toString));
  }

  private static RecordStatus status(@Nullable String text) {
    try {
      return text == null ? RecordStatus.VALID : RecordStatus.of(text);
    } catch (IllegalArgumentException e) {
      throw Paging.bad("status", "status must be valid, failed or all.");
    }
  }

  /** One of several values; the first if none is given. */
  private static <T> T choice(
      Query parameters, String name, T[] values, Function<? super T, String> text) {
    String given = parameters.value(name);
    return given == null
        ? values[0]
        : Stream.of(values)
            .filter(value -> text.apply(value).equals(given))
            .findFirst()
            .orElseThrow(
                () ->
                    Paging.bad(
                        name,
                        name
                            + " must be "
                            + Stream.of(values).map(text).collect(Collectors.joining(" or "))
                            + "."));
  }

  /** The rows as a file. */
  RowsExport of(Results results) {
    RowsExport export = results.export(query).withNames(names).withFormulas(formulas);
    return numbered ? export.numbered() : export;
  }
}
