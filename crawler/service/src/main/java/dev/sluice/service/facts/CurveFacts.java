package dev.sluice.service.facts;

import dev.sluice.corpus.model.BandCurve;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is told of the curve of MinHash. */
public final class CurveFacts {

  private static final double HALF = 0.5;
  private static final int PER_HUNDRED = 100;

  private CurveFacts() {}

  /** A curve as fields for JSON: every hundredth of the similarity from 0 to 1. */
  public static Map<String, Object> of(String name, BandCurve curve) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", name);
    fields.put("bands", curve.bands());
    fields.put("rows", curve.rows());
    fields.put("hashes", curve.hashes());
    fields.put("half_at", rounded(curve.similarity(HALF)));
    List<Map<String, Object>> points = new ArrayList<>();
    for (int i = 0; i <= PER_HUNDRED; i++) {
      double similarity = (double) i / PER_HUNDRED;
      points.add(
          Map.of("similarity", similarity, "probability", rounded(curve.probability(similarity))));
    }
    fields.put("points", points);
    return fields;
  }

  private static double rounded(double value) {
    return Math.round(value * 1e6) / 1e6;
  }
}
