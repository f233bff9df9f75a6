package dev.sluice.corpus.charset;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * Compares our detector with two others of Java: how many texts of the matrix, undeclared, each
 * reads rightly. {@code -Dsluice.compare=true} prints the table of docs/benchmarks.md.
 */
class DetectorComparisonTest {

  private static final int ROUNDS = 20;

  private final Texts texts = new Texts();
  private final Encodings encodings = new Encodings();
  private final Detector detector = new Detector(encodings);

  /** A stretch of a text as bytes, and how it reads. */
  private record Stretch(byte[] bytes, String right) {}

  @Test
  void our_detector_reads_more_texts_than_the_others_at_each_length() {
    Map<String, Function<byte[], String>> detectors = new LinkedHashMap<>();
    detectors.put("Sluice", this::ours);
    detectors.put("ICU4J CharsetDetector", DetectorComparisonTest::icu);
    detectors.put("juniversalchardet", DetectorComparisonTest::mozilla);
    List<String> table = new ArrayList<>();
    Map<String, List<Double>> shares = new LinkedHashMap<>();
    for (Map.Entry<String, Function<byte[], String>> entry : detectors.entrySet()) {
      List<Double> own = new ArrayList<>();
      for (int characters : List.of(30, 60, 10_000)) {
        own.add(share(samples(characters), entry.getValue()));
      }
      shares.put(entry.getKey(), own);
      table.add("%s: %s, %.0f µs".formatted(entry.getKey(), own, microseconds(entry.getValue())));
    }
    if (Boolean.getBoolean("sluice.compare")) {
      table.forEach(System.out::println);
    }
    for (int length = 0; length < 3; length++) {
      double best = shares.get("Sluice").get(length);
      assertThat(best).isGreaterThan(shares.get("ICU4J CharsetDetector").get(length));
      assertThat(best).isGreaterThan(shares.get("juniversalchardet").get(length));
    }
  }

  /** Every stretch of this length, 15 characters apart, that has three beyond ASCII. */
  private List<Stretch> samples(int characters) {
    List<Stretch> samples = new ArrayList<>();
    for (Texts.Text text : texts.all()) {
      for (String encoding : text.encodings()) {
        int last = Math.max(1, text.text().length() - characters);
        for (int at = 0; at < last; at += 15) {
          int end = Math.min(text.text().length(), at + characters);
          String stretch = text.text().substring(at, end);
          boolean cut =
              Character.isLowSurrogate(stretch.charAt(0))
                  || Character.isHighSurrogate(stretch.charAt(stretch.length() - 1));
          if (!cut && stretch.chars().filter(c -> c > 0x7F).count() >= 3) {
            byte[] bytes = texts.encode(stretch, encoding);
            samples.add(new Stretch(bytes, encodings.require(encoding).decode(bytes, 0).text()));
          }
        }
      }
    }
    return samples;
  }

  private double share(List<Stretch> samples, Function<byte[], String> named) {
    int right = 0;
    for (Stretch sample : samples) {
      String read =
          encodings
              .find(named.apply(sample.bytes()))
              .map(encoding -> encoding.decode(sample.bytes(), 0).text())
              .orElse("");
      right += read.equals(sample.right()) ? 1 : 0;
    }
    return Math.round(1000.0 * right / samples.size()) / 1000.0;
  }

  /** Microseconds of the processor for one of the whole texts. */
  private double microseconds(Function<byte[], String> named) {
    List<Stretch> samples = samples(10_000);
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int round = 0; round < ROUNDS; round++) {
      samples.forEach(sample -> named.apply(sample.bytes()));
    }
    long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    return nanos / 1e3 / ROUNDS / samples.size();
  }

  private String ours(byte[] bytes) {
    ByteProfile profile = ByteProfile.of(bytes, 0);
    if (profile.escapes() > 0) {
      return "iso-2022-jp";
    }
    return detector
        .rank(Sample.of(bytes), profile.sparseness(), List.of())
        .get(0)
        .encoding()
        .name();
  }

  private static String icu(byte[] bytes) {
    CharsetMatch match = new CharsetDetector().setText(bytes).detect();
    return match == null ? "" : match.getName();
  }

  private static String mozilla(byte[] bytes) {
    UniversalDetector universal = new UniversalDetector();
    universal.handleData(bytes, 0, bytes.length);
    universal.dataEnd();
    String found = universal.getDetectedCharset();
    return found == null ? "" : found.equals("MACCYRILLIC") ? "x-mac-cyrillic" : found;
  }
}
