package dev.sluice.service;

import dev.sluice.service.cli.CommandLineRun;

/** The program's entry. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(CommandLineRun.run(arguments));
  }
}
