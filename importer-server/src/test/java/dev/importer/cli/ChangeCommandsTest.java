package dev.importer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that change stored rows. */
class ChangeCommandsTest {

  @TempDir private Path folder;
  private Shell shell;

  @BeforeEach
  void load() {
    shell = new Shell(folder);
    shell.run("import", "samples/users_with_errors.csv").expect(1);
  }

  @Test
  void aRowIsEditedAndTheEditUndone() {
    assertThat(shell.run("edit", "1", "2", "email=ben@example.com", "age=45").expect(1).out())
        .isEqualToIgnoringNewLines(
            "change 1: 1 row changed, 1 now valid, 0 now refused13 rows: 6 valid, 7 refused");
    assertThat(shell.run("changes", "1", "1").expect(0).out())
        .contains("email: 'not-an-email' -> 'ben@example.com', age: '44' -> '45'");
    assertThat(shell.run("undo", "1", "1").expect(0).out()).contains("13 rows: 5 valid, 8 refused");
    assertThat(shell.run("changes", "1").expect(0).out())
        .contains("undo of change 1")
        .contains("by 2");
  }

  @Test
  void valuesAreReplacedByOneOrByNothing() {
    assertThat(
            shell
                .run("replace", "1", "department", "Sales", "Support", "--to", "Field")
                .expect(1)
                .out())
        .contains("0 now refused");
    assertThat(
            shell.run("replace", "1", "age", "--code", "type-error", "--to", "30").expect(1).out())
        .contains("now valid");
    assertThat(shell.run("replace", "1", "department", "Field", "--empty").expect(1).out())
        .contains("rows changed");
    assertThat(shell.run("replace", "1", "department", "nobody", "--empty").expect(1).out())
        .contains("nothing to change");
    assertThat(shell.run("changes", "1").expect(0).out())
        .contains("replace department: 'Sales', 'Support' -> 'Field'")
        .contains("replace age: all -> '30' where type-error");
  }

  @Test
  void whatCannotBeDoneIsSaid() {
    assertThat(shell.run("edit", "1", "99", "age=1").expect(2).err()).contains("no row 99");
    assertThat(shell.run("edit", "1", "1", "agee=1").expect(2).err())
        .contains("did you mean 'age'");
    assertThat(shell.run("edit", "1", "1", "age").expect(2).err()).contains("'='");
    assertThat(shell.run("replace", "1", "age", "--to", "1").expect(2).err()).contains("--code");
    assertThat(shell.run("replace", "1", "age", "1", "--to", "1", "--rule", "x").expect(2).err())
        .contains("--rule needs --code");
    assertThat(shell.run("replace", "1", "age", "1", "--to", "1", "--code", "x").expect(2).err())
        .contains("no error 'x'");
    shell.run("replace", "1", "age", "1").expect(2);
    assertThat(shell.run("undo", "1", "1").expect(2).err()).contains("no change 1");
    assertThat(shell.run("changes", "1", "1").expect(2).err()).contains("no change 1");
    assertThat(shell.run("edit", "7", "1", "age=1").expect(2).err()).contains("no import 7");
  }

  @Test
  void answersAreThoseOfHttp() {
    assertThat(shell.run("edit", "1", "2", "age=45", "--json").expect(1).out())
        .startsWith("{\"change\":{\"number\":1,\"kind\":\"edit\"");
    assertThat(shell.run("changes", "1", "--json").expect(0).out()).startsWith("{\"changes\":[{");
    assertThat(shell.run("changes", "1", "1", "--json").expect(0).out())
        .contains("\"rows\":[{\"row_number\":2");
    assertThat(shell.run("undo", "1", "1", "--json").expect(0).out()).contains("\"undoes\":1");
  }
}
