package dev.sluice.peers;

import it.unimi.di.law.bubing.Agent;
import it.unimi.di.law.bubing.RuntimeConfiguration;
import it.unimi.di.law.bubing.StartupConfiguration;
import java.lang.management.ManagementFactory;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * A BUbiNG agent that a signal ends as its own JMX operation does. Arguments: properties file, JMX
 * port.
 *
 * <p>{@code Agent}'s own main would do, but for two things: it can be ended through a remote JMX
 * client only, and it then calls {@code System.exit}, which a shutdown hook must not wait for.
 */
public final class BubingAgent {

  private BubingAgent() {}

  public static void main(String[] words) throws Exception {
    Thread main = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(main)));
    // Returns when the agent has been stopped and all is written.
    new Agent(
        "127.0.0.1",
        Integer.parseInt(words[1]),
        new RuntimeConfiguration(new StartupConfiguration(words[0])));
    Runtime.getRuntime().halt(0);
  }

  private static void end(Thread main) {
    try {
      MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
      for (ObjectName name : beans.queryNames(null, null)) {
        if (beans.isInstanceOf(name, Agent.class.getName())
            || name.getCanonicalName().contains("type=Agent")) {
          beans.invoke(name, "stop", null, null);
        }
      }
      main.join();
    } catch (Exception e) {
      e.printStackTrace();
    }
  }
}
