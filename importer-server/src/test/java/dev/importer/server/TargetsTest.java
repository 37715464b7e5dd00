package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that go into a table of the application, over HTTP. */
class TargetsTest {

  private static final String PEOPLE =
      """
      {"table": "app_users", "columns": {"email": "email", "name": "name", "age": "age"},
       "key": ["email"], "mode": "upsert", "constants": {"source": "file"}}
      """;

  @TempDir Path folder;
  private Path targets;

  @BeforeEach
  void makeTheTableAndTheTarget() throws IOException, SQLException {
    execute(
        "CREATE TABLE app_users (email TEXT PRIMARY KEY, name TEXT, age INTEGER, source TEXT)",
        "INSERT INTO app_users VALUES ('ann@example.com', 'Ann', 30, NULL)");
    targets = Files.createDirectory(folder.resolve("targets"));
    Files.writeString(targets.resolve("people.json"), PEOPLE);
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("test.db"));
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  private List<String> table() throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT email || ' ' || name || ' ' || age FROM app_users ORDER BY email")) {
      while (found.next()) {
        rows.add(found.getString(1));
      }
    }
    return rows;
  }

  private TestServer start() {
    return TestServer.start(folder, options -> options.targets(targets));
  }

  private static Answer undo(TestServer server, long id) {
    return server.post("/api/imports/" + id + "/undo", "application/json", "");
  }

  private static Answer redo(TestServer server, long id) {
    return server.post("/api/imports/" + id + "/redo", "application/json", "");
  }

  @Test
  void rowsGoInComeOutAndGoInAgain() throws SQLException {
    try (TestServer server = start()) {
      JsonNode known = server.get("/api/targets").expect(200).json().path("targets").path(0);
      assertThat(known.path("name").asText()).isEqualTo("people");
      assertThat(known.at("/key/0").asText()).isEqualTo("email");

      String csv = "name,email,age\nAnnie,ann@example.com,31\nCid,cid@example.com,7\n";
      JsonNode checked =
          server
              .upload("/api/check?target=people", Form.ofFile("a.csv", csv))
              .expect(200)
              .json()
              .path("target");
      assertThat(checked.path("inserted").asInt()).isEqualTo(1);
      assertThat(checked.at("/rows/1/columns/0/before").asText()).isEqualTo("Ann");
      assertThat(table()).containsExactly("ann@example.com Ann 30");

      Answer imported =
          server
              .upload("/api/upload?target=people", Form.ofFile("a.csv", csv), "Prefer", "wait=60")
              .expect(200);
      long id = imported.number("import_id");
      assertThat(imported.json().at("/target/updated").asInt()).isEqualTo(1);
      assertThat(imported.json().at("/plan/target").asText()).isEqualTo("people");
      assertThat(table()).containsExactly("ann@example.com Annie 31", "cid@example.com Cid 7");

      JsonNode undone = undo(server, id).expect(200).json();
      assertThat(undone.path("removed").asInt()).isEqualTo(1);
      assertThat(undone.path("restored").asInt()).isEqualTo(1);
      assertThat(undone.at("/import/target/undone_at").isNull()).isFalse();
      assertThat(table()).containsExactly("ann@example.com Ann 30");
      undo(server, id).expectProblem(409, "import-ended");

      redo(server, id).expect(200);
      assertThat(table()).containsExactly("ann@example.com Annie 31", "cid@example.com Cid 7");
      redo(server, id).expectProblem(409, "import-ended");
    }
  }

  @Test
  void whatCannotBeAskedForIsSaid() {
    try (TestServer server = start()) {
      server
          .upload("/api/upload?target=nowhere", Form.ofFile("a.csv", TestServer.USERS))
          .expectProblem(400, "bad-option");
      server
          .upload("/api/check?target=people&schema=none", Form.ofFile("a.csv", TestServer.USERS))
          .expectProblem(400, "bad-option");
      long id = server.load("a.csv", TestServer.USERS).number("import_id");
      undo(server, id).expectProblem(409, "import-ended");
      undo(server, 99).expectProblem(404, "import-not-found");
    }
  }

  @Test
  void aTargetThatCannotBeUsedStopsTheStart() throws IOException {
    Files.writeString(targets.resolve("people.json"), PEOPLE.replace("upsert", "upset"));
    assertThatExceptionOfType(ServerStartException.class)
        .isThrownBy(this::start)
        .withMessageContaining("people.json: The mode of a target is insert, update, upsert");

    Files.writeString(targets.resolve("people.json"), PEOPLE.replace("app_users", "users"));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(this::start)
        .withMessageContaining("no such table");
  }
}
