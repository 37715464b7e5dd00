package dev.importer.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Databases that have run a script will not run it again: what is wrong with one is corrected by
 * the next. A new script gets a line here.
 */
class MigrationScriptsTest {

  private static final Map<String, String> RELEASED =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(
                  "1.sql", "db58920a32bf637a6aa78f62ffdb17f422a01652bc321000bdb80ea56e0285cc"),
              Map.entry(
                  "2.sql", "a831ee501ff80cf708ff2d191674d56a4490b6ec58b7f93debfba7d760f93816"),
              Map.entry(
                  "3.sql", "c926afc2c7be579e62ca2a0e26fc3ea8ea1bc8857edae9ce26047d2621871ca8"),
              Map.entry(
                  "4.sql", "7bc20733ab9d632cb4c57543ade47dc5b0f615c766e76b16b9879d58cd0eb924"),
              Map.entry(
                  "5.sql", "505b032e358653c2d56f7206c5b7e19d8d66c4f5867b814a08bd16d7c15dcd31"),
              Map.entry(
                  "6.sql", "c40028291f9500cc44531bed72a5c8157ec91a8d2a8b1de35db2de8b75295f42"),
              Map.entry(
                  "7.sql", "75f61d4c4e9b7562bd5004fd7ca14bb8f74dec9d8df9ac1efe280ce4a978908d"),
              Map.entry(
                  "8.sql", "7eb5ef6536f69e9c077c74fd15703816cb9360935466c5e279ba5171e47307c8"),
              Map.entry(
                  "9.sql", "471732e943b385bf249fd8b9a15a0e6d11fce4c704fe94df903b28d0f0c38a13")));

  @Test
  void noScriptChangesOnceItIsReleasedAndEachIsListed() throws Exception {
    Map<String, String> found = new TreeMap<>();
    for (String name : scripts()) {
      found.put(name, sha256(name));
    }
    assertThat(found).isEqualTo(RELEASED);
  }

  @Test
  void theScriptsAreThoseThatAreRun() {
    assertThat(scripts())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, Migrations.LATEST).mapToObj(n -> n + ".sql").toList());
  }

  /** Every script from the first on, whether the code names it or not. */
  private static List<String> scripts() {
    return IntStream.iterate(1, n -> n + 1)
        .mapToObj(n -> n + ".sql")
        .takeWhile(name -> Migrations.class.getResource(name) != null)
        .toList();
  }

  private static String sha256(String name) throws Exception {
    try (InputStream in = Objects.requireNonNull(Migrations.class.getResourceAsStream(name))) {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(in.readAllBytes()));
    }
  }
}
