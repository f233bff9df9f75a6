package dev.sluice.service.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a factor, 0 to 100. */
final class FactorConverter implements ITypeConverter<Double> {

  private static final double MOST = 100;

  @Override
  public Double convert(String text) {
    try {
      double factor = Double.parseDouble(text);
      if (factor >= 0 && factor <= MOST) {
        return factor;
      }
    } catch (NumberFormatException noNumber) {
      // falls through to the one message that says what is wanted
    }
    throw new TypeConversionException("'" + text + "' is no number from 0 to 100");
  }
}
