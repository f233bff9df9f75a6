package dev.sluice.bench.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * What the samples of a flight recording saw.
 *
 * <p>Two kinds, which have different rates and so are not added up: threads that ran Java code, and
 * threads in native code. The latter are sampled while they wait, too, for the network mostly.
 */
public final class Samples {

  private static final String JAVA = "jdk.ExecutionSample";
  private static final String NATIVE = "jdk.NativeMethodSample";

  private final Map<String, Long> javaOwners = new HashMap<>();
  private final Map<String, Long> nativeOwners = new HashMap<>();
  private final Map<String, Long> topFrames = new HashMap<>();

  /** A part of the samples. */
  public record Share(String name, double percent) {}

  /** Reads a recording. */
  public static Samples read(Path file) throws IOException {
    Samples samples = new Samples();
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        samples.add(recording.readEvent());
      }
    }
    return samples;
  }

  private void add(RecordedEvent event) {
    String kind = event.getEventType().getName();
    RecordedStackTrace stack = event.getStackTrace();
    if (stack == null || !(kind.equals(JAVA) || kind.equals(NATIVE))) {
      return;
    }
    List<RecordedFrame> frames = stack.getFrames();
    String owner =
        Owners.of(frames.stream().map(frame -> frame.getMethod().getType().getName()).toList());
    if (kind.equals(JAVA)) {
      javaOwners.merge(owner, 1L, Long::sum);
      frames.stream().limit(1).forEach(top -> topFrames.merge(name(top), 1L, Long::sum));
    } else {
      String top = frames.isEmpty() ? "" : ": " + name(frames.get(0));
      nativeOwners.merge(owner + top, 1L, Long::sum);
    }
  }

  private static String name(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
  }

  /** Owners of the stacks that ran Java code. */
  public List<Share> owners() {
    return shares(javaOwners);
  }

  /** Owners and native methods of the stacks in native code. */
  List<Share> nativeMethods() {
    return shares(nativeOwners);
  }

  /** The methods that ran. */
  List<Share> methods() {
    return shares(topFrames);
  }

  /** Largest first. */
  static List<Share> shares(Map<String, Long> counts) {
    double all = counts.values().stream().mapToLong(Long::longValue).sum();
    return counts.entrySet().stream()
        .map(entry -> new Share(entry.getKey(), 100 * entry.getValue() / all))
        .sorted(Comparator.comparingDouble(Share::percent).reversed().thenComparing(Share::name))
        .toList();
  }
}
