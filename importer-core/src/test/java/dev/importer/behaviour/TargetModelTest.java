package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.error.ChangeException;
import dev.importer.job.ImportOptions;
import dev.importer.job.Target;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredRecord;
import dev.importer.row.RowEdit;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.Disk;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any sequence of imports, edits and undos, and of what others do to the table meanwhile, leaves
 * the table as a plain model of it has it.
 */
class TargetModelTest {

  private static final int STEPS = 25;

  /** The modes that look at what the table has. */
  private static final List<Target.Mode> LOOKING =
      List.of(Target.Mode.UPDATE, Target.Mode.UPSERT, Target.Mode.SKIP, Target.Mode.REFUSE);

  /** From this age on the table refuses people. */
  private static final int TOO_OLD = 150;

  @Stored TestDatabase db;

  private final Model model = new Model();

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Integer.getInteger("importer.test.target.models", 8));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theTableIsThatOfTheModel(long seed) {
    Random random = new Random(seed);
    db.open().close();
    Disk disk = db.disk();
    disk.execute(
        "CREATE TABLE app_users (email text PRIMARY KEY, name text, age integer CHECK (age < "
            + TOO_OLD
            + "))");
    Target.Mode mode = LOOKING.get(random.nextInt(LOOKING.size()));
    model.mode = mode;
    Target target =
        Target.into("app_users").columns("email", "name", "age").key("email").mode(mode);
    try (Importer importer = db.builder().target("people", target).build()) {
      StringBuilder done = new StringBuilder(mode.name());
      for (int step = 0; step < STEPS; step++) {
        done.append('\n').append(step(random, importer, disk));
        assertThat(
                disk.texts(
                    "SELECT email || ' ' || name || ' ' || age FROM app_users ORDER BY email"))
            .as(done.toString())
            .isEqualTo(model.table());
        for (Model.Import each : model.imports) {
          assertThat(statuses(importer, each.id)).as(done.toString()).isEqualTo(each.statuses());
        }
      }
    }
  }

  private static List<Boolean> statuses(Importer importer, long id) {
    return importer.results().records(RecordQuery.ofImport(id)).items().stream()
        .map(StoredRecord::status)
        .map(RecordStatus.VALID::equals)
        .toList();
  }

  private String step(Random random, Importer importer, Disk disk) {
    int kind = model.imports.isEmpty() ? 0 : random.nextInt(7);
    Model.Import any =
        model.imports.isEmpty() ? null : model.imports.get(random.nextInt(model.imports.size()));
    return switch (kind) {
      case 0 -> load(random, importer);
      case 1 -> interfere(random, disk);
      case 2 -> any.undone ? redo(importer, any) : undo(importer, any);
      default -> edit(random, importer, any);
    };
  }

  private static Person person(Random random) {
    return new Person(
        "p" + random.nextInt(6) + "@x.org",
        "N" + random.nextInt(3) + "n",
        random.nextInt(8) == 0 ? TOO_OLD : random.nextInt(3));
  }

  private String load(Random random, Importer importer) {
    StringBuilder text = new StringBuilder("email,name,age\n");
    List<Person> people = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(5); i++) {
      Person next = person(random);
      people.add(next);
      text.append(next.email())
          .append(',')
          .append(next.name())
          .append(',')
          .append(next.age())
          .append('\n');
    }
    long id =
        importer
            .load(
                Source.ofText(text.toString(), Format.CSV),
                ImportOptions.DEFAULT
                    .withTarget("people")
                    .withOnDuplicate(ImportOptions.OnDuplicate.ALLOW))
            .id();
    model.load(id, people);
    return "import " + id + " of " + people;
  }

  private String interfere(Random random, Disk disk) {
    Person person = person(random);
    int age = random.nextInt(3) + 50;
    disk.execute("UPDATE app_users SET age = " + age + " WHERE email = '" + person.email() + "'");
    model.table.computeIfPresent(
        person.email(), (email, there) -> new Person(email, there.name(), age));
    return "somebody makes " + person.email() + " " + age;
  }

  private String undo(Importer importer, Model.Import undone) {
    importer.undo(undone.id);
    model.undo(undone);
    return "undo " + undone.id;
  }

  private String redo(Importer importer, Model.Import redone) {
    importer.redo(redone.id);
    model.redo(redone);
    return "redo " + redone.id;
  }

  private String edit(Random random, Importer importer, Model.Import edited) {
    int row = random.nextInt(edited.rows.size());
    Person person = person(random);
    boolean isKey = random.nextInt(3) == 0;
    Person now = edited.rows.get(row);
    Person wanted =
        isKey
            ? new Person(person.email(), now.name(), now.age())
            : new Person(now.email(), person.name(), person.age());
    RowEdit edit =
        RowEdit.of(row + 1)
            .set("email", wanted.email())
            .set("name", wanted.name())
            .set("age", "" + wanted.age());
    boolean expected = model.edit(edited, row, wanted);
    boolean done = true;
    try {
      importer.changes(edited.id).edit(edit);
    } catch (ChangeException e) {
      done = false;
    }
    String what = "edit row " + (row + 1) + " of " + edited.id + " to " + wanted + ": " + done;
    assertThat(done).as(what).isEqualTo(expected);
    return what;
  }

  record Person(String email, String name, int age) {}

  /** The table, and what imports have done to it. */
  private static final class Model {

    private final Map<String, Person> table = new TreeMap<>();
    private final List<Import> imports = new ArrayList<>();
    private Target.Mode mode;

    /** One import; of each row that the table had before, what it was, if it was changed. */
    private static final class Import {
      private final long id;
      private final List<Person> rows;
      private final Map<Integer, Boolean> valid = new HashMap<>();
      private final Map<Integer, Person> before = new HashMap<>();
      private boolean undone;

      Import(long id, List<Person> rows) {
        this.id = id;
        this.rows = new ArrayList<>(rows);
        for (int row = 0; row < rows.size(); row++) {
          valid.put(row, true);
        }
      }

      List<Boolean> statuses() {
        return List.copyOf(new TreeMap<>(valid).values());
      }
    }

    List<String> table() {
      return table.values().stream()
          .map(each -> each.email() + " " + each.name() + " " + each.age())
          .toList();
    }

    void load(long id, List<Person> people) {
      Import fresh = new Import(id, people);
      imports.add(fresh);
      applyAll(fresh);
    }

    private void applyAll(Import into) {
      Map<String, Integer> keys = new HashMap<>();
      for (int row = 0; row < into.rows.size(); row++) {
        boolean isFirst =
            !into.valid.get(row) || keys.putIfAbsent(into.rows.get(row).email(), row) == null;
        if (into.valid.get(row) && !(isFirst && apply(into, row))) {
          into.valid.put(row, false);
        }
      }
    }

    /** Whether the table takes the row. */
    private boolean apply(Import into, int row) {
      Person person = into.rows.get(row);
      Person there = table.get(person.email());
      if (there == null ? mode == Target.Mode.UPDATE : mode == Target.Mode.REFUSE) {
        return false;
      }
      if (there != null && mode == Target.Mode.SKIP) {
        into.before.put(row, null);
        return true;
      }
      if (person.age() >= TOO_OLD) {
        return false;
      }
      if (there != null) {
        into.before.put(row, there.equals(person) ? null : there);
      }
      table.put(person.email(), person);
      return true;
    }

    private boolean isAdded(Import of, int row) {
      return !of.before.containsKey(row);
    }

    /** Whether the table still holds what the row has brought. */
    private boolean isUntouched(Import of, int row) {
      boolean wrote = isAdded(of, row) || of.before.get(row) != null;
      return !wrote || of.rows.get(row).equals(table.get(of.rows.get(row).email()));
    }

    private void takeBack(Import of, int row) {
      String email = of.rows.get(row).email();
      if (isAdded(of, row)) {
        table.remove(email);
      } else if (of.before.get(row) != null) {
        table.put(email, of.before.get(row));
      }
      of.before.remove(row);
    }

    void undo(Import undone) {
      for (int row = 0; row < undone.rows.size(); row++) {
        if (undone.valid.get(row) && isUntouched(undone, row)) {
          takeBack(undone, row);
        }
      }
      undone.before.clear();
      undone.undone = true;
    }

    void redo(Import redone) {
      redone.undone = false;
      applyAll(redone);
    }

    /** Whether it can be done. */
    boolean edit(Import edited, int row, Person wanted) {
      boolean wasValid = edited.valid.get(row);
      if (wanted.equals(edited.rows.get(row))) {
        return true;
      }
      if (edited.undone) {
        edited.rows.set(row, wanted);
        edited.valid.put(row, true);
        return true;
      }
      if (wasValid && !isUntouched(edited, row)) {
        return false;
      }
      boolean stays =
          wasValid
              && isAdded(edited, row)
              && wanted.email().equals(edited.rows.get(row).email())
              && wanted.age() < TOO_OLD;
      if (stays) {
        table.put(wanted.email(), wanted);
        edited.rows.set(row, wanted);
        return true;
      }
      if (wasValid) {
        takeBack(edited, row);
      }
      edited.rows.set(row, wanted);
      boolean taken = table.containsKey(wanted.email()) && hasOther(edited, row, wanted.email());
      edited.valid.put(row, !taken && apply(edited, row));
      return true;
    }

    private static boolean hasOther(Import of, int row, String email) {
      for (int other = 0; other < of.rows.size(); other++) {
        if (other != row
            && of.valid.get(other)
            && Objects.equals(of.rows.get(other).email(), email)) {
          return true;
        }
      }
      return false;
    }
  }
}
