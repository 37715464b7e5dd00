package dev.importer.internal.rule;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Estimates how large an expression becomes when its repetitions are written out, before that is
 * done: {@code ((a{1000}){1000}){1000}} would fill the memory.
 */
final class RegexSize {

  private static final int MAX_DEPTH = 200;

  private final String regex;
  private final int most;
  private final Deque<Long> outer = new ArrayDeque<>();
  private long sum;
  private long last;
  private int at;

  private RegexSize(String regex, int most) {
    this.regex = regex;
    this.most = most;
  }

  /**
   * Makes sure that an expression of RE2 is not too large. Whether it is well-formed is not looked
   * at.
   *
   * @throws IllegalArgumentException if it is, or its groups are nested too deeply
   */
  static void require(String regex, int most) {
    new RegexSize(regex, most).scan();
  }

  private void scan() {
    while (at < regex.length()) {
      char c = regex.charAt(at++);
      switch (c) {
        case '\\' -> escape();
        case '[' -> set();
        case '(' -> open();
        case ')' -> close();
        case '*', '+', '?' -> add(1);
        case '{' -> repetition();
        default -> atom(1);
      }
      if (sum > most) {
        throw new IllegalArgumentException("its repetitions are too many");
      }
    }
  }

  private void atom(long size) {
    last = size;
    sum += size;
  }

  private void add(long size) {
    last += size;
    sum += size;
  }

  private void escape() {
    boolean braced = at + 1 < regex.length() && regex.charAt(at + 1) == '{';
    int end = braced ? regex.indexOf('}', at) : -1;
    at = end < 0 ? Math.min(at + 1, regex.length()) : end + 1;
    atom(1);
  }

  private void set() {
    int start = at;
    while (at < regex.length() && (regex.charAt(at) != ']' || at == start)) {
      if (regex.startsWith("[:", at)) {
        at = Math.max(at, regex.indexOf(":]", at) + 1);
      } else if (regex.charAt(at) == '\\') {
        at++;
      } else if (at == start && regex.charAt(at) == '^') {
        start++;
      }
      at++;
    }
    at++;
    atom(1);
  }

  private void open() {
    if (outer.size() == MAX_DEPTH) {
      throw new IllegalArgumentException("its groups are nested too deeply");
    }
    outer.push(sum);
    sum = 2;
  }

  private void close() {
    if (!outer.isEmpty()) {
      long group = sum;
      sum = outer.pop();
      atom(group);
    }
  }

  /** {@code {n}}, {@code {n,}} or {@code {n,m}}; other braces stand for themselves. */
  private void repetition() {
    int end = regex.indexOf('}', at);
    String[] counts = end < 0 ? new String[0] : regex.substring(at, end).split(",", 2);
    long times = 0;
    for (String count : counts) {
      if (!count.isEmpty() && (count.length() > 4 || !count.chars().allMatch(Character::isDigit))) {
        atom(1);
        return;
      }
      times = Math.max(times, count.isEmpty() ? times + 1 : Long.parseLong(count));
    }
    at = end < 0 ? at : end + 1;
    sum += last * Math.max(0, times - 1);
    last *= Math.max(1, times);
  }
}
