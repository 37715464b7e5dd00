package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file with a title, headings of groups, labels in another language that occur twice and stand
 * there again, padded and wrapped cells, negative amounts in parentheses and numbers in place of
 * dates, from the first look at it to the last corrected row.
 */
class EverythingWrongTest {

  private static final String OPTIONS =
      """
      {"schema": "members", "trim": "cells", "unwrap": true,
       "map": {"Person Vorname": "first_name", "Person Nachname": "last_name",
               "Kontakt E-Mail-Adresse": "email", "#4": "phone", "#5": "",
               "Mitgliedschaft Eintritt": "joined", "Mitgliedschaft Beitrag": "fee"}}
      """;

  @TempDir private Path folder;
  private TestServer server;

  @BeforeEach
  void start() {
    Path schemas = Project.file("samples/members");
    server = TestServer.start(folder, options -> options.schemas(schemas));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer post(String path, String json) {
    return server.post(path, "application/json", json, "Prefer", "wait=60");
  }

  @Test
  void isStoredWholeInTheEnd() throws IOException {
    byte[] file = Files.readAllBytes(Project.file("samples/members/members_everything_wrong.csv"));
    String upload =
        "/api/uploads/"
            + server
                .upload("/api/uploads", Form.with().file("members.csv", file))
                .expect(201)
                .number("upload_id");

    Answer first =
        post(upload + "/check", "{\"schema\":\"members\"}").expectProblem(422, "missing-label");
    assertThat(first.json().path("labels").toString())
        .contains("Person Vorname", "Kontakt E-Mail-Adresse", "Mitgliedschaft Beitrag");
    assertThat(first.json().path("proposals").findValuesAsText("field")).contains("email");

    JsonNode check = post(upload + "/check", OPTIONS).expect(200).json();
    assertThat(check.path("total_records").asInt()).isEqualTo(5);
    assertThat(check.path("failed_records").asInt()).isEqualTo(2);
    JsonNode warnings = check.path("warnings");
    assertThat(warnings.path("preamble").asInt()).isEqualTo(2);
    assertThat(warnings.path("repeated-header").asInt()).isEqualTo(2);
    assertThat(warnings.path("blank-row").asInt()).isEqualTo(1);
    assertThat(warnings.path("trimmed-cell").asInt()).isEqualTo(4);
    assertThat(warnings.path("unwrapped-cell").asInt()).isEqualTo(3);
    assertThat(warnings.path("spreadsheet-damage").asInt()).isEqualTo(2);

    Answer stored = post(upload + "/import", OPTIONS).expect(200);
    assertThat(stored.number("processed_records")).isEqualTo(3);
    String path = "/api/imports/" + stored.number("import_id");
    Answer corrected =
        post(
                path + "/corrections",
                """
                [{"_row": 2, "Mitgliedschaft Eintritt": "15.03.2023"},
                 {"_row": 4, "Mitgliedschaft Eintritt": "01.01.2020"}]
                """)
            .expect(200);
    assertThat(corrected.number("corrected")).isEqualTo(2);

    JsonNode shown = server.get(path).expect(200).json();
    assertThat(shown.at("/import/failed_records").asInt()).isZero();
    JsonNode zoe = shown.at("/records/1/data");
    assertThat(zoe.path("first_name").asText()).isEqualTo("Zoë");
    assertThat(zoe.path("phone").asText()).isEqualTo("0431 99");
    assertThat(zoe.path("fee").decimalValue()).isEqualByComparingTo("-15.50");
    assertThat(zoe.path("joined").asText()).isEqualTo("2023-03-15");
    long bytes = 0;
    for (JsonNode part : shown.at("/import/accounting")) {
      bytes += part.asLong();
    }
    JsonNode accounting = shown.at("/import/accounting");
    assertThat(bytes - accounting.path("rows").asLong() - accounting.path("blank_rows").asLong())
        .isEqualTo(file.length);
  }
}
