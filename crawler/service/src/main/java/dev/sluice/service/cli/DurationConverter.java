package dev.sluice.service.cli;

import dev.sluice.pages.settings.Durations;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads time spans such as 250ms, 2s or 10m. */
final class DurationConverter implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    try {
      return Durations.parse(text);
    } catch (DateTimeParseException noDuration) {
      throw new TypeConversionException(
          "'" + text + "' is no time span such as 250ms, 2s, 10m or 24h");
    }
  }
}
