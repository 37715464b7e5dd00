package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages on security say what there is. */
class SecurityPagesTest {

  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)\\.(\\w+)`");
  private static final Pattern SETTING =
      Pattern.compile("(?m)^\\| (?:`(--[a-z-]+)`)? ?\\| (?:`(\\w+)`)? ?\\|");

  private static String read(String path) {
    return read(Project.file(path));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<MatchResult> settings() {
    String page = read("docs/limits.md");
    String section = page.substring(page.indexOf("## Settings of the server"));
    return SETTING.matcher(section).results().toList();
  }

  private static Stream<String> column(int group) {
    return settings().stream().map(row -> row.group(group)).filter(name -> name != null);
  }

  @Test
  void everyAttackHasATestThatExists() throws IOException {
    List<MatchResult> named = TEST.matcher(read("docs/security-tests.md")).results().toList();
    List<Path> sources = new ArrayList<>();
    for (String module : List.of("importer-server", "importer-core")) {
      try (Stream<Path> files = Files.walk(Project.file(module + "/src/test/java"))) {
        files.filter(file -> file.toString().endsWith("Test.java")).forEach(sources::add);
      }
    }

    assertThat(named).hasSizeGreaterThan(60);
    assertThat(named)
        .allSatisfy(
            test ->
                assertThat(sources)
                    .as(test.group())
                    .filteredOn(file -> file.endsWith(test.group(1) + ".java"))
                    .anyMatch(file -> read(file).contains(" void " + test.group(2) + "(")));
  }

  @Test
  void everyTestOfTheAttacksIsInTheTable() {
    String page = read("docs/security-tests.md");
    for (Class<?> tests :
        List.of(
            BombTest.class,
            ExplodingPatternTest.class,
            FloodTest.class,
            HostileFormTest.class,
            SlowClientTest.class)) {
      for (Method method : tests.getDeclaredMethods()) {
        if (method.isAnnotationPresent(Test.class)) {
          assertThat(page).contains("`" + tests.getSimpleName() + "." + method.getName() + "`");
        }
      }
    }
  }

  @Test
  void everyOptionOfTheCommandIsListed() {
    assertThat(column(1))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Stream.of(ServerSetting.values()).map(ServerSetting::option),
                    Stream.of("--log-format"))
                .toList());
  }

  @Test
  void everySettingOfTheServerIsListed() {
    assertThat(column(2))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ServerOptions.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList());
  }

  @Test
  void theDefaultsAreThose() {
    ServerOptions defaults = ServerOptions.on(Path.of("x.db")).build();
    String page = read("docs/limits.md");

    for (Object[] setting :
        new Object[][] {
          {"workers", defaults.workers()},
          {"maxUploadBytes", defaults.maxUploadBytes()},
          {"maxConnections", defaults.maxConnections()},
          {"idleTimeout", defaults.idleTimeout().toSeconds()},
          {"minBytesPerSecond", defaults.minBytesPerSecond()},
          {"minFreeBytes", defaults.minFreeBytes()},
          {"maxQueueWait", defaults.maxQueueWait().toSeconds()},
          {"maxConcurrentUploads", defaults.maxConcurrentUploads()},
          {"maxThreads", defaults.maxThreads()}
        }) {
      String number =
          String.format(java.util.Locale.ROOT, "%,d", ((Number) setting[1]).longValue());
      assertThat(page)
          .as("%s %s", setting)
          .containsPattern("\\| `" + setting[0] + "` \\|[^|]*\\| " + number + " \\|");
    }
  }
}
