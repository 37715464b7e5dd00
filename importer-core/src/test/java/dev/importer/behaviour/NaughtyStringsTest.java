package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.job.ImportResult;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredRecord;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Source;
import dev.importer.testing.Corpora;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Big List of Naughty Strings goes in and comes out, character by character. */
class NaughtyStringsTest {

  /** The schema of users, but for the length of a name, which four of the strings go beyond. */
  private static final Schema SCHEMA =
      Schema.builder("naughty")
          .field(Field.string("name").required().notBlank())
          .field(Field.string("email").required().email())
          .field(Field.integer("age").required())
          .build();

  @Stored TestDatabase db;

  @ParameterizedTest
  @ValueSource(strings = {"naughty.csv", "naughty.json"})
  void everyStringIsStoredAndReturnedAsItIs(String file) throws IOException {
    List<JsonNode> cases = cases();
    try (Importer importer = db.builder().schema(SCHEMA).build()) {
      ImportResult result =
          importer.load(Source.of(Corpora.suite("naughty-strings").resolve(file)));
      long blank = cases.stream().filter(NaughtyStringsTest::isBlank).count();
      assertThatImport(result).isCompletedWith(cases.size() - blank, blank);

      List<StoredRecord> records =
          importer.results().stream(RecordQuery.ofImport(result.id())).toList();
      int exact = 0;
      for (int i = 0; i < cases.size(); i++) {
        String input = cases.get(i).get("input").asText();
        StoredRecord record = records.get(i);
        assertThat(record.data()).as("string %d", i).containsEntry("name", input);
        if (isBlank(cases.get(i))) {
          // A name of nothing but white space is refused, with the place, and kept as it stood.
          assertThat(record.errors())
              .as("string %d", i)
              .singleElement()
              .extracting(ImportError::code, ImportError::field, ImportError::row)
              .containsExactly(ErrorCode.CONSTRAINT_ERROR, "name", i + 1L);
        } else {
          assertThat(record.status())
              .as("string %d %s", i, record.errors())
              .isEqualTo(RecordStatus.VALID);
        }
        exact++;
      }
      System.out.println("naughty-strings, " + file + ": " + exact + "/" + cases.size());
      assertThat(exact).isEqualTo(485);
    }
  }

  @Test
  void everyStringFindsItsRow() throws IOException {
    try (Importer importer = TestDatabase.inMemory().build()) {
      ImportResult result =
          importer.load(Source.of(Corpora.suite("naughty-strings").resolve("naughty.csv")));
      for (JsonNode each : cases()) {
        String input = each.get("input").asText();
        assertThat(
                importer.results().stream(RecordQuery.ofImport(result.id()).where("name", input))
                    .toList())
            .as("string %d", each.get("id").asInt())
            .isNotEmpty()
            .allSatisfy(record -> assertThat(record.data()).containsEntry("name", input));
      }
    }
  }

  private static boolean isBlank(JsonNode each) {
    return each.at("/expect/blank").asBoolean();
  }

  private static List<JsonNode> cases() throws IOException {
    List<JsonNode> cases = new ArrayList<>();
    Path manifest = Corpora.suite("naughty-strings").resolve("manifest.json");
    new ObjectMapper().readTree(manifest.toFile()).forEach(cases::add);
    return cases;
  }
}
