package dev.importer.examples.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Another program that does comparable work. */
final class Yardstick {

  private static final Pattern OWN_WORD = Pattern.compile("seconds=([0-9.]+)");

  private Yardstick() {}

  static double seconds(List<String> command) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the yardstick failed: " + output);
    }
    double wallSeconds = (System.nanoTime() - start) / 1e9;
    Matcher ownWord = OWN_WORD.matcher(output);
    return ownWord.find() ? Double.parseDouble(ownWord.group(1)) : wallSeconds;
  }
}
