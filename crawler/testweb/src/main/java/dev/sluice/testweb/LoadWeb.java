package dev.sluice.testweb;

import dev.sluice.testweb.load.ControlPort;
import dev.sluice.testweb.load.LoadHosts;
import dev.sluice.testweb.load.LoadPages;
import dev.sluice.testweb.load.LoadReferee;
import dev.sluice.testweb.load.LoadServer;
import dev.sluice.testweb.load.ReportJson;
import dev.sluice.testweb.model.LoadPlan;
import dev.sluice.testweb.model.LoadReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A pretend web of thousands of sites for throughput: good pages only, served for a few dozen
 * microseconds each, with a referee whose memory does not grow with the number of requests.
 *
 * <p>For measurements it is started in a process of its own, so that its processor time is apart
 * from the crawler's:
 *
 * <pre>
 *   java -cp sluice-testweb.jar dev.sluice.testweb.LoadWebMain --sites 1000 --pages 100 \
 *       --latency-ms 100 --delay-ms 1000 --seeds seeds.txt
 * </pre>
 */
public final class LoadWeb implements AutoCloseable {
  private final LoadPlan plan;
  private final LoadHosts hosts;
  private final LoadReferee referee;
  private final LoadServer server;
  private final ControlPort control;
  private final int port;

  private LoadWeb(
      LoadPlan plan,
      LoadHosts hosts,
      LoadReferee referee,
      LoadServer server,
      ControlPort control,
      int port) {
    this.plan = plan;
    this.hosts = hosts;
    this.referee = referee;
    this.server = server;
    this.control = control;
    this.port = port;
  }

  /** Binds the ports and serves until the web is closed. */
  public static LoadWeb start(LoadPlan plan) {
    try {
      ServerSocketChannel listener = LoadServer.bind(plan.serving().port());
      int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
      LoadHosts hosts = new LoadHosts(plan, port);
      LoadReferee referee = new LoadReferee(plan, hosts);
      ControlPort control = ControlPort.start(plan.serving().controlPort(), referee);
      LoadServer server = LoadServer.start(listener, plan, hosts, referee);
      return new LoadWeb(plan, hosts, referee, server, control, port);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the web for load: " + e.getMessage(), e);
    }
  }

  public int port() {
    return port;
  }

  /** Where another process asks for {@code /__report}, at 127.0.0.1. */
  public int controlPort() {
    return control.port();
  }

  /** The front pages of all sites, in their order. */
  public List<String> seeds() {
    return IntStream.range(0, plan.shape().sites()).mapToObj(hosts::base).toList();
  }

  /** The URL of a page; sites and pages count from 0. */
  public String url(int site, int page) {
    return hosts.base(site) + LoadPages.path(page).substring(1);
  }

  /** The IP address of a site: what DNS would say of its name. */
  public InetAddress resolve(int site) {
    return hosts.resolve(site);
  }

  /** What was seen since the start or the last reset. */
  public LoadReport report() {
    return referee.report();
  }

  /** The report as one line of JSON, as the control port gives it. */
  public String reportJson() {
    return ReportJson.of(report());
  }

  /** Forgets what was seen so far. */
  public void reset() {
    referee.reset();
  }

  @Override
  public void close() {
    control.close();
    server.close();
  }
}
