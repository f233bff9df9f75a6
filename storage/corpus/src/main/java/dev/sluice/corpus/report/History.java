package dev.sluice.corpus.report;

import dev.sluice.corpus.shard.OutputFolder;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What earlier exports by the same recipe have dropped.
 *
 * @param names their folders' names
 * @param reports their reports, in the same order
 */
public record History(List<String> names, List<Report> reports) {

  /** Nothing to compare with. */
  public static final History NONE = new History(List.of(), List.of());

  /** More than these, the last by name, are not read. */
  private static final int MOST = 20;

  public History {
    names = List.copyOf(names);
    reports = List.copyOf(reports);
  }

  /**
   * Reads the reports of finished exports by a recipe of this name, whatever its version.
   *
   * @param folders each an export, or a folder with exports in it
   * @param recipe name of the recipe
   * @param own the folder of the export that is compared, which is left out
   * @throws SettingsException if one of the folders is not there
   */
  public static History read(List<Path> folders, String recipe, Path own) {
    List<Path> exports = new ArrayList<>();
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new SettingsException(
            folder + " is no folder: name an export, or a folder with exports in it");
      }
      (isExport(folder) ? Stream.of(folder) : inside(folder).stream())
          .filter(export -> isExport(export) && !isSame(export, own))
          .forEach(exports::add);
    }
    LinkedList<String> names = new LinkedList<>();
    LinkedList<Report> reports = new LinkedList<>();
    for (int i = exports.size() - 1; i >= 0 && reports.size() < MOST; i--) {
      Path export = exports.get(i);
      Optional<Report> report = ReportFiles.find(export).filter(it -> isOf(it, recipe));
      report.ifPresent(reports::addFirst);
      report.ifPresent(any -> names.addFirst(name(export)));
    }
    return new History(names, reports);
  }

  private static boolean isOf(Report report, String recipe) {
    return report.formatVersion() == Report.FORMAT_VERSION && report.made().recipe().equals(recipe);
  }

  private static boolean isExport(Path folder) {
    return Files.exists(folder.resolve(OutputFolder.MANIFEST));
  }

  private static List<Path> inside(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    } catch (IOException unreadable) {
      throw new SettingsException(folder + " cannot be read: " + unreadable.getMessage());
    }
  }

  private static boolean isSame(Path one, Path other) {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  private static String name(Path export) {
    return String.valueOf(export.toAbsolutePath().normalize().getFileName());
  }

  /** What a rule dropped of what reached its step, in each export that has it. */
  List<PageShare> ofRule(String step, String rule) {
    return each(
        report ->
            report.steps().stream()
                .filter(it -> it.step().equals(step))
                .flatMap(it -> it.rules().stream().map(own -> share(it, own)))
                .filter(it -> it.name().equals(rule))
                .map(Named::share));
  }

  private record Named(String name, PageShare share) {}

  private static Named share(Report.Step step, Report.Rule rule) {
    return new Named(rule.rule(), new PageShare(rule.dropped().pages(), step.in().pages()));
  }

  /** What was dropped of a host's captures, in each export that has it. */
  List<PageShare> ofSite(String host) {
    return each(
        report ->
            report.sites().stream().filter(it -> it.name().equals(host)).map(PageShare::droppedOf));
  }

  private List<PageShare> each(Function<Report, Stream<PageShare>> found) {
    return reports.stream().flatMap(found).filter(share -> share.of() > 0).toList();
  }
}
