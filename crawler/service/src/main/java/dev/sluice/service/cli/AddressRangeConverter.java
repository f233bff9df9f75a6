package dev.sluice.service.cli;

import dev.sluice.engine.model.AddressRange;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads address ranges such as 127.0.0.0/8. */
final class AddressRangeConverter implements ITypeConverter<AddressRange> {

  @Override
  public AddressRange convert(String text) {
    try {
      return AddressRange.parse(text);
    } catch (IllegalArgumentException malformed) {
      throw new TypeConversionException(String.valueOf(malformed.getMessage()));
    }
  }
}
