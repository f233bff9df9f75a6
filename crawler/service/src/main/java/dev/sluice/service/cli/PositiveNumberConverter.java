package dev.sluice.service.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads whole numbers from 1. */
final class PositiveNumberConverter implements ITypeConverter<Long> {

  @Override
  public Long convert(String text) {
    try {
      long number = Long.parseLong(text.replace("_", ""));
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException noNumber) {
      // falls through to the one message that says what is wanted
    }
    throw new TypeConversionException("'" + text + "' is no whole number from 1");
  }
}
