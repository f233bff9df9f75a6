package dev.sluice.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A command that has ended.
 *
 * @param code its exit code
 * @param out what it printed
 * @param err what it printed on the standard error stream
 */
record Ran(int code, String out, String err) {

  /** Runs the program in this process. */
  static Ran sluice(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commands =
        CommandLineRun.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    int code = commands.execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    return new Ran(code, out.toString(), err.toString());
  }

  /** Asserts that it ended well, without a word of complaint. */
  Ran succeeded() {
    assertThat(code).as("exit code; it said: %s%s", out, err).isZero();
    assertThat(err).isEmpty();
    return this;
  }

  /** Asserts that it ended with this code and a message to a person that has all these words. */
  Ran failed(int expectedCode, Object... words) {
    assertThat(code).as("exit code; it said: %s%s", out, err).isEqualTo(expectedCode);
    for (Object word : words) {
      assertThat(err).contains(word.toString());
    }
    return hasNoStackTrace();
  }

  /** Asserts that no line is meant for programmers. */
  Ran hasNoStackTrace() {
    assertThat(out + err)
        .doesNotContainPattern("(?m)^\\s+at \\S+\\(")
        .doesNotContainPattern("[a-z]\\.[A-Z]\\w*(Exception|Error)\\b")
        .doesNotContain("a defect of the program");
    return this;
  }

  /** What it printed as JSON. */
  JsonNode json() {
    return JsonMapper.shared().readTree(out);
  }
}
