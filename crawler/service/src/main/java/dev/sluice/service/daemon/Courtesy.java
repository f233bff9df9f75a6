package dev.sluice.service.daemon;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Leaves the processors to others who want them: while these keep more than half of the machine
 * busy, this process takes a tenth of it at most, and rests when it has had more.
 *
 * <p>The system's priorities alone do not do this. A process of the idle class gets each moment in
 * which another one waits for a lock or an answer, and although it gives way at once, it leaves
 * cold caches behind, and shares a core's units with the other's next thread.
 *
 * <p>For all threads of the process that do its work.
 */
public final class Courtesy {

  private static final double BUSY = 0.5;
  private static final double SHARE = 0.1;
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration LONGEST_REST = Duration.ofSeconds(1);

  /** The processors that are shared. */
  interface Machine {

    /** How many there are. */
    int processors();

    /** Share of them that was used since the last call, by everybody, 0 to 1; less if unknown. */
    double load();

    /** Processor time that this process has had. */
    Duration cpu();
  }

  private final InstantSource clock;
  private final Machine machine;
  private final double perSecond;
  private Instant looked;
  private Instant counted;
  private Duration cpuThen;
  private Duration cpuCounted;
  private boolean othersAreBusy;
  private double creditSeconds;

  /** For the process that it is made in. */
  public Courtesy(InstantSource clock) {
    this(clock, new ThisMachine());
  }

  Courtesy(InstantSource clock, Machine machine) {
    this.clock = clock;
    this.machine = machine;
    this.perSecond = SHARE * machine.processors();
    this.looked = clock.instant();
    this.counted = looked;
    this.cpuThen = machine.cpu();
    this.cpuCounted = cpuThen;
    machine.load();
  }

  /** To be called between pieces of work: rests for as long as is due. */
  public void giveWay() {
    try {
      Thread.sleep(rest());
    } catch (InterruptedException askedToEnd) {
      Thread.currentThread().interrupt();
    }
  }

  /** Milliseconds that are due. */
  synchronized long rest() {
    Instant now = clock.instant();
    Duration cpu = machine.cpu();
    look(now, cpu);
    double earned = perSecond * seconds(Duration.between(counted, now));
    double spent = seconds(cpu.minus(cpuCounted));
    counted = now;
    cpuCounted = cpu;
    creditSeconds = othersAreBusy ? Math.min(perSecond, creditSeconds + earned - spent) : 0;
    double due = Math.max(0, -creditSeconds / perSecond);
    return Math.min(LONGEST_REST.toMillis(), (long) (due * 1000));
  }

  private void look(Instant now, Duration cpu) {
    Duration since = Duration.between(looked, now);
    if (since.compareTo(LOOK) < 0) {
      return;
    }
    double own = seconds(cpu.minus(cpuThen)) / (seconds(since) * machine.processors());
    othersAreBusy = machine.load() - own > BUSY;
    looked = now;
    cpuThen = cpu;
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  /** As the virtual machine sees it: in a container, what the container may use. */
  private record ThisMachine(OperatingSystemMXBean system) implements Machine {

    ThisMachine() {
      this(ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class));
    }

    @Override
    public int processors() {
      return system.getAvailableProcessors();
    }

    @Override
    public double load() {
      return system.getCpuLoad();
    }

    @Override
    public Duration cpu() {
      return Duration.ofNanos(Math.max(0, system.getProcessCpuTime()));
    }
  }
}
