package dev.sluice.service;

import dev.sluice.service.cli.CommandLineRun;

/** The entry of an export on Spark, which spark-submit calls on the driver. */
public final class SparkMain {

  private SparkMain() {}

  /** Ends the JVM only if something went wrong, since some masters take that for a failure. */
  public static void main(String[] arguments) {
    int code = CommandLineRun.runOnSpark(arguments);
    if (code != 0) {
      System.exit(code);
    }
  }
}
