package dev.sluice.corpus.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of one step with a value for each, in the order in which the step declares them.
 *
 * @param values name to value; a single value is a list of one, a file its name and hash
 * @param files for each parameter of files, these files
 */
public record Parameters(Map<String, List<String>> values, Map<String, List<ListFile>> files) {

  public Parameters {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    files = Map.copyOf(files);
  }

  /** Parameters without files. */
  public Parameters(Map<String, List<String>> values) {
    this(values, Map.of());
  }

  /** These parameters, with others in place of those of the same name. */
  public Parameters with(Parameters others) {
    if (others.values.isEmpty()) {
      return this;
    }
    Map<String, List<String>> allValues = new LinkedHashMap<>(values);
    Map<String, List<ListFile>> allFiles = new LinkedHashMap<>(files);
    allValues.putAll(others.values);
    allFiles.putAll(others.files);
    return new Parameters(allValues, allFiles);
  }

  /** A whole number. */
  public long number(String name) {
    return Long.parseLong(single(name));
  }

  /** A number. */
  public double decimal(String name) {
    return Double.parseDouble(single(name));
  }

  /** A single word. */
  public String word(String name) {
    return single(name);
  }

  /** True or false. */
  public boolean flag(String name) {
    return single(name).equals("true");
  }

  /** A list of words. */
  public List<String> words(String name) {
    List<String> found = values.get(name);
    if (found == null) {
      throw new IllegalArgumentException("the step has no parameter '" + name + "'");
    }
    return found;
  }

  /** The files that a parameter names; empty if the recipe names none. */
  public List<ListFile> files(String name) {
    return files.getOrDefault(name, List.of());
  }

  /** What stands in these files, line by line; see {@link ListFile#lines}. */
  public List<String> lines(String name) {
    return files(name).stream().flatMap(ListFile::lines).toList();
  }

  private String single(String name) {
    return words(name).get(0);
  }
}
