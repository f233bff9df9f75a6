package dev.sluice.service.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of threads. */
final class ThreadsConverter implements ITypeConverter<Integer> {

  private static final int MOST = 10_000;

  private final PositiveNumberConverter any = new PositiveNumberConverter();

  @Override
  public Integer convert(String text) {
    long number = any.convert(text);
    if (number > MOST) {
      throw new TypeConversionException("'" + text + "' is more than the " + MOST + " allowed");
    }
    return (int) number;
  }
}
