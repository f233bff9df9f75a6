package dev.sluice.engine.model;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Whoever knows the addresses of hosts; it may take its time. */
@FunctionalInterface
public interface HostResolver {

  /** The resolver of this machine. */
  HostResolver SYSTEM = InetAddress::getAllByName;

  /**
   * All addresses of a host, at least one.
   *
   * @throws UnknownHostException if there is none, or nobody knows
   */
  InetAddress[] resolve(String host) throws UnknownHostException;
}
