package dev.sluice.service.cli;

import dev.sluice.corpus.model.HostPattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a host, in any letter case and script, as URLs in normal form have it. */
final class HostConverter implements ITypeConverter<String> {

  @Override
  public String convert(String text) {
    return HostPattern.normal(text)
        .filter(name -> !name.startsWith("*"))
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + text + "' is no host, such as example.org, without scheme and path"));
  }
}
