package dev.sluice.corpus.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every input of {@code src/test/resources/fuzz} holds the properties of its target, and so does
 * what a little damage makes of it.
 */
class FuzzTest {

  private static final Map<String, Consumer<byte[]>> TARGETS =
      Map.of(
          "charset", CharsetTarget::fuzzerTestOneInput,
          "extract", ExtractTarget::fuzzerTestOneInput,
          "statements", StatementsTarget::fuzzerTestOneInput,
          "url", UrlTarget::fuzzerTestOneInput);

  private static final int DAMAGES = 20;

  static Stream<Arguments> inputs() throws IOException, URISyntaxException {
    Path folder = Path.of(FuzzTest.class.getResource("/fuzz").toURI());
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
      return all.stream()
          .map(file -> Arguments.of(file.getParent().getFileName().toString(), file));
    }
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void anInputHoldsTheProperties(String target, Path file) throws IOException {
    byte[] input = Files.readAllBytes(file);
    run(target, input);
    Random random = new Random(7);
    for (int i = 0; i < DAMAGES; i++) {
      run(target, damaged(input, random));
    }
  }

  private static void run(String target, byte[] input) {
    assertThatCode(() -> TARGETS.get(target).accept(input))
        .as("%s of %s", target, Arrays.toString(input))
        .doesNotThrowAnyException();
  }

  /** The input with a byte changed, and cut or doubled. */
  private static byte[] damaged(byte[] input, Random random) {
    if (input.length == 0) {
      return input;
    }
    byte[] damaged = Arrays.copyOf(input, random.nextBoolean() ? input.length : 2 * input.length);
    if (damaged.length > input.length) {
      System.arraycopy(input, 0, damaged, input.length, input.length);
    }
    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
    return random.nextInt(3) == 0
        ? Arrays.copyOf(damaged, 1 + random.nextInt(damaged.length))
        : damaged;
  }
}
