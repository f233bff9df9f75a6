package dev.sluice.testweb.load;

import dev.sluice.testweb.model.LoadReport;
import dev.sluice.testweb.model.LoadReport.Line;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reports as JSON: an object for a record, with a field for each component.
 *
 * <p>Numbers, strings without characters to escape, lists and records are all that a report has.
 */
public final class ReportJson {
  private ReportJson() {}

  /** A report, with what its parts add up to. */
  public static String of(LoadReport report) {
    double requests = Math.max(1, report.traffic().requests());
    return "{\"requestsPerSecond\":%s,\"cpuMicrosPerRequest\":%s,\"hostViolations\":%d,\"addressViolations\":%d,%s}"
        .formatted(
            value(report.traffic().requests() / Math.max(1e-9, report.traffic().seconds())),
            value(report.traffic().cpuSeconds() * 1e6 / requests),
            report.hosts().violations(),
            report.addresses().violations(),
            fields(report));
  }

  /** Hosts, one a line. */
  public static String of(List<Line> hosts) {
    return hosts.stream().map(ReportJson::value).collect(Collectors.joining(",\n", "[", "]"));
  }

  private static String fields(Record from) {
    return Stream.of(from.getClass().getRecordComponents())
        .map(component -> "\"%s\":%s".formatted(component.getName(), value(read(component, from))))
        .collect(Collectors.joining(","));
  }

  private static Object read(RecordComponent component, Record from) {
    try {
      return component.getAccessor().invoke(from);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("a report has public components: " + component, e);
    }
  }

  private static String value(Object value) {
    if (value instanceof Record record) {
      return "{" + fields(record) + "}";
    }
    if (value instanceof List<?> list) {
      return list.stream().map(ReportJson::value).collect(Collectors.joining(",", "[", "]"));
    }
    if (value instanceof Double number) {
      return String.format(Locale.ROOT, "%.3f", number);
    }
    return value instanceof Number ? value.toString() : "\"" + value + "\"";
  }
}
