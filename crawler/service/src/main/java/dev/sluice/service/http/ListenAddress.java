package dev.sluice.service.http;

import dev.sluice.pages.settings.SettingsException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to listen.
 *
 * @param host a name or an address, one of IPv6 without brackets
 * @param port 0 for any that is free
 */
public record ListenAddress(String host, int port) {

  private static final Pattern FORM =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]/\\s]+):(\\d{1,5})");
  private static final int HIGHEST_PORT = 65_535;

  /**
   * Reads an address such as {@code 127.0.0.1:8787} or {@code [::1]:8787}.
   *
   * @throws SettingsException if it is none
   */
  public static ListenAddress parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    int port = form.matches() ? Integer.parseInt(form.group(2)) : HIGHEST_PORT + 1;
    if (port > HIGHEST_PORT) {
      throw new SettingsException(
          "'"
              + text
              + "' is no address to listen at: write one such as 127.0.0.1:8787, with port 0 for"
              + " any that is free, or none");
    }
    return new ListenAddress(form.group(1).replaceAll("[\\[\\]]", ""), port);
  }

  /**
   * The address of the network that it names.
   *
   * @throws SettingsException if it has none
   */
  public InetAddress address() {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException unknown) {
      throw new SettingsException(
          "--listen "
              + this
              + ": no address of this machine is known by the name '"
              + host
              + "'; write the address itself, such as 127.0.0.1:"
              + port);
    }
  }

  /** Whether only this machine can reach it. */
  public boolean isLoopback() {
    return address().isLoopbackAddress();
  }

  /** Where a program on this machine reaches it, once it listens at this port. */
  String url(int openPort) {
    InetAddress address = address();
    String reached = address.isAnyLocalAddress() ? "127.0.0.1" : host;
    return "http://" + (reached.contains(":") ? "[" + reached + "]" : reached) + ":" + openPort;
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
