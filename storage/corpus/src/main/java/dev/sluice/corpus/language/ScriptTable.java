package dev.sluice.corpus.language;

import dev.sluice.corpus.text.TableFile;
import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The scripts that are told apart, with their ISO 15924 codes and the languages they betray. */
final class ScriptTable {

  /**
   * A script.
   *
   * @param code ISO 15924
   * @param onlyLanguage the language that practically all text in it is in, where there is one
   */
  record Script(String code, Optional<String> onlyLanguage) {}

  private final Map<UnicodeScript, Script> scripts = new EnumMap<>(UnicodeScript.class);

  /** Reads the table from the class path. */
  ScriptTable() {
    for (String[] row : new TableFile(ScriptTable.class, "scripts.tsv").rows()) {
      Optional<String> only = row.length > 2 ? Optional.of(row[2]) : Optional.empty();
      scripts.put(UnicodeScript.forName(row[0]), new Script(row[1], only));
    }
  }

  /** The languages that are told by their script. */
  Stream<String> onlyLanguages() {
    return scripts.values().stream().flatMap(script -> script.onlyLanguage().stream());
  }

  /** What is known of a script; nothing for one that few pages are written in. */
  Optional<Script> find(UnicodeScript script) {
    return Optional.ofNullable(scripts.get(script));
  }
}
