package dev.importer.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferencesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wait=10 | 10 | wait=10",
        "wait = \"10\" | 10 | wait=10",
        "WAIT=10; foo=bar | 10 | wait=10",
        "wait=0 | 0 | wait=0",
        "wait=61 | 60 | wait=60",
        "wait=99999999999999999999 | 60 | wait=60",
        "respond-async | 0 | respond-async",
        "respond-async, wait=5 | 5 | respond-async, wait=5",
        "wait=5, wait=7 | 5 | wait=5",
        "handling=lenient, wait=3 | 3 | wait=3"
      })
  void whatIsUnderstoodIsApplied(String header, long seconds, String applied) {
    Preferences preferences = Preferences.of(List.of(header));

    assertThat(preferences.patience()).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(preferences.header()).contains(applied);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "wait", "wait=", "wait=-1", "wait=1.5", "wait=soon", "return=minimal", ",,;"})
  void whatIsNotUnderstoodIsIgnored(String header) {
    Preferences preferences = Preferences.of(List.of(header));

    assertThat(preferences.patience()).isEqualTo(Duration.ofSeconds(1));
    assertThat(preferences.header()).isEmpty();
  }

  @Test
  void severalHeadersCountAsOne() {
    Preferences preferences = Preferences.of(List.of("respond-async", "wait=2"));

    assertThat(preferences.patience()).isEqualTo(Duration.ofSeconds(2));
  }
}
