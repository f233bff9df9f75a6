package dev.sluice.service.http;

import static dev.sluice.service.http.Route.Verb.GET;

import dev.sluice.service.metric.Metrics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The daemon in numbers, for Prometheus. */
final class MetricRoutes implements Routes {

  private final Metrics metrics;

  MetricRoutes(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.at(GET, "/metrics", "All metrics, as Prometheus reads them.")
            .answers(200, "A line for each.", Metrics.TYPE)
            .by(request -> answer()));
  }

  private Answer answer() {
    byte[] text = metrics.text().getBytes(StandardCharsets.UTF_8);
    return new Answer(200, Metrics.TYPE, text, Map.of());
  }
}
