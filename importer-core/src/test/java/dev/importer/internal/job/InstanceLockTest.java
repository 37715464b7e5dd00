package dev.importer.internal.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.importer.error.StorageException;
import dev.importer.testing.ChildJvm;
import dev.importer.testing.UserFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceLockTest {

  @TempDir Path folder;

  private InstanceLock held(String instance) {
    InstanceLock lock = new InstanceLock(folder, instance);
    lock.acquire();
    return lock;
  }

  @Test
  void instancesOfOneProcessSeeEachOther() {
    try (InstanceLock first = held("first");
        InstanceLock second = held("second")) {
      assertThat(first.isRunning("first")).isTrue();
      assertThat(first.isRunning("second")).isTrue();
      assertThat(second.isRunning("first")).isTrue();
      assertThat(first.isRunning("third")).isFalse();
    }
  }

  @Test
  void aClosedInstanceRunsNoMoreAndLeavesNoFile() {
    try (InstanceLock first = held("first")) {
      held("second").close();

      assertThat(first.isRunning("second")).isFalse();
      assertThat(folder.resolve("second.lock")).doesNotExist();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theFileOfADeadInstanceIsRemoved() {
    Path left = UserFiles.write(folder.resolve("dead.lock"), "");
    try (InstanceLock lock = held("first")) {
      assertThat(lock.isRunning("dead")).isFalse();
    }
    assertThat(left).doesNotExist();
  }

  @Test
  void anotherProcessIsSeenUntilItDies() {
    try (InstanceLock lock = held("first");
        ChildJvm child =
            ChildJvm.start(Holder.class, List.of(), List.of(folder.toString(), "child", "first"))) {
      child.awaitLine("first is running: true"::equals);
      assertThat(lock.isRunning("child")).isTrue();

      child.kill();

      assertThat(lock.isRunning("child")).isFalse();
    }
  }

  @Test
  void theFilesOfDeadInstancesAreRemovedAndThoseOfOthersStay() {
    UserFiles.write(folder.resolve("dead.lock"), "");
    UserFiles.write(folder.resolve("other.data"), "");
    try (InstanceLock first = held("first");
        InstanceLock second = held("second")) {
      first.removeDead();

      assertThat(folder.toFile().list())
          .containsExactlyInAnyOrder("first.lock", "second.lock", "other.data");
      assertThat(second.isRunning("first")).isTrue();
    }
  }

  /** Between its making and its locking, the file of an instance looks like that of a dead one. */
  @Test
  void anInstanceThatIsJustOpenedKeepsItsFileWhileAnotherProcessRemovesThoseOfTheDead() {
    try (ChildJvm child = ChildJvm.start(Remover.class, List.of(), List.of(folder.toString()))) {
      child.awaitLine("removing"::equals);
      for (int i = 0; i < 500; i++) {
        String instance = "instance-" + i;
        try (InstanceLock lock = held(instance)) {
          assertThat(folder.resolve(instance + ".lock")).exists();
          assertThat(lock.isRunning(instance)).isTrue();
        }
      }
      child.kill();
    }
  }

  /** Removes the files of dead instances all the time. */
  static final class Remover {

    private Remover() {}

    public static void main(String[] arguments) {
      try (InstanceLock lock = new InstanceLock(Path.of(arguments[0]), "remover")) {
        lock.acquire();
        lock.removeDead();
        System.out.println("removing");
        while (true) {
          lock.removeDead();
        }
      }
    }
  }

  /** Looking at a lock of one's own process must not free it for other processes. */
  @Test
  void lookingAtALockDoesNotFreeIt() {
    try (InstanceLock first = held("first");
        InstanceLock second = held("second")) {
      assertThat(second.isRunning("first")).isTrue();
      assertThat(first.isRunning("first")).isTrue();
      try (ChildJvm child =
          ChildJvm.start(Holder.class, List.of(), List.of(folder.toString(), "child", "first"))) {
        assertThat(child.awaitLine(line -> line.startsWith("first")))
            .isEqualTo("first is running: true");
      }
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsAStorageFault() {
    Path file = UserFiles.write(folder.resolve("file"), "");
    InstanceLock lock = new InstanceLock(file.resolve("below"), "first");

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(lock::acquire)
        .satisfies(
            fault -> assertThat(fault.reason()).isEqualTo(StorageException.Reason.NOT_WRITABLE));
  }

  /** Takes a lock in a process of its own, looks at another one, and waits to be killed. */
  static final class Holder {

    private Holder() {}

    public static void main(String[] arguments) {
      try (InstanceLock lock = new InstanceLock(Path.of(arguments[0]), arguments[1])) {
        lock.acquire();
        System.out.println(arguments[2] + " is running: " + lock.isRunning(arguments[2]));
        new Scanner(System.in, java.nio.charset.StandardCharsets.UTF_8).nextLine();
      }
    }
  }
}
