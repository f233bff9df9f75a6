package dev.sluice.bench.web;

import dev.sluice.bench.report.JsonLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The other end of {@link LoadWebMain}. */
public final class LoadWebProcess implements LoadWeb {

  private static final int SECONDS_TO_END = 20;

  private final Process process;
  private final Writer commands;
  private final BufferedReader answers;

  private LoadWebProcess(Process process) {
    this.process = process;
    this.commands = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts a server; returns when it serves.
   *
   * @param log for what it says when it goes wrong
   */
  public static LoadWebProcess start(WebPlan plan, Path log) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    LoadWebMain.class.getName(),
                    JsonLines.write(plan)))
            .redirectError(log.toFile())
            .start();
    LoadWebProcess web = new LoadWebProcess(process);
    web.expect("ready");
    return web;
  }

  @Override
  public void writeSeeds(Path file) throws IOException {
    ask("seeds " + file.toAbsolutePath());
  }

  @Override
  public long requests() throws IOException {
    return Long.parseLong(ask("requests"));
  }

  @Override
  public WebReport report() throws IOException {
    return JsonLines.read(ask("report"), WebReport.class);
  }

  @Override
  public void reset() throws IOException {
    ask("reset");
  }

  private String ask(String command) throws IOException {
    commands.write(command + "\n");
    commands.flush();
    return answer();
  }

  private void expect(String word) throws IOException {
    String answer = answer();
    if (!answer.equals(word)) {
      throw new IOException("the server of the web said '" + answer + "', not '" + word + "'");
    }
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the server of the web has ended; its log says why");
    }
    return line;
  }

  @Override
  public void close() {
    try {
      commands.close();
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException gone) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
