package dev.sluice.service.cli;

import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.http.ApiSettings;
import dev.sluice.service.http.ListenAddress;
import dev.sluice.service.http.Token;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say where a daemon offers its API and dashboard, and to whom. */
final class ListenOptions {

  private static final String NOWHERE = "none";

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:8787",
      converter = PlaceConverter.class,
      description =
          "Where the API and the dashboard are offered (default: ${DEFAULT-VALUE}); port 0 is any"
              + " that is free, 'none' switches them off. An address that other machines reach"
              + " needs --token-file.")
  private Place listen = new Place(Optional.empty());

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "Who knows the token in this file, a line of 16 characters or more, may use the API and"
              + " the dashboard; others may not. Nobody but its owner and group may read the file.")
  private @Nullable Path tokenFile;

  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      split = ",",
      description =
          "A further name under which browsers reach the dashboard, such as that of a proxy."
              + " Repeatable.")
  private List<String> hostNames = new ArrayList<>();

  /**
   * Where to listen.
   *
   * @param address empty for nowhere
   */
  record Place(Optional<ListenAddress> address) {}

  /** Reads an address, or that there is none. */
  static final class PlaceConverter implements ITypeConverter<Place> {

    @Override
    public Place convert(String text) {
      try {
        return new Place(
            text.equals(NOWHERE) ? Optional.empty() : Optional.of(ListenAddress.parse(text)));
      } catch (SettingsException none) {
        throw new TypeConversionException(String.valueOf(none.getMessage()));
      }
    }
  }

  /** Where and to whom; nothing if they are switched off. */
  Optional<ApiSettings> settings() {
    return listen
        .address()
        .map(
            address ->
                new ApiSettings(
                    address, hostNames, Optional.ofNullable(tokenFile).map(Token::read)));
  }
}
