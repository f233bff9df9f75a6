package dev.sluice.testweb.serve;

import dev.sluice.testweb.model.Request;
import java.util.List;

/**
 * The hosts at one address. A host that is alone there answers to any name; among several the Host
 * header chooses, and the first answers to names that are none of theirs.
 */
public record Hosts(List<Host> hosts) {
  public Hosts {
    hosts = List.copyOf(hosts);
  }

  Host of(Request request) {
    String name = request.header("Host").orElse("").replaceFirst("(\\.test)?(:\\d*)?$", "");
    return hosts.stream()
        .filter(host -> host.name().equalsIgnoreCase(name))
        .findFirst()
        .orElse(hosts.get(0));
  }
}
