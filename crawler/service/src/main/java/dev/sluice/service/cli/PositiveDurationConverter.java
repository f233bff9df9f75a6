package dev.sluice.service.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads time spans of at least a millisecond, where none at all would make no sense. */
final class PositiveDurationConverter implements ITypeConverter<Duration> {

  private final DurationConverter any = new DurationConverter();

  @Override
  public Duration convert(String text) {
    Duration duration = any.convert(text);
    if (duration.isZero()) {
      throw new TypeConversionException("'" + text + "' is no time at all; at least 1ms is needed");
    }
    return duration;
  }
}
