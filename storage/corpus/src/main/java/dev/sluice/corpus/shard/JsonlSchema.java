package dev.sluice.corpus.shard;

/** Which fields the lines of JSON have. The fields of {@code metadata} are the same in all. */
public enum JsonlSchema {
  /** Those of Dolma and datatrove at once, so that both read it as it is. */
  SLUICE("jsonl"),

  /**
   * Those of Dolma and no others: {@code id, text, source, version, added, created, metadata}.
   * Source: Dolma's data format, and {@code InputSpec} of its toolkit.
   */
  DOLMA("jsonl-dolma"),

  /**
   * Those that datatrove itself writes: {@code text, id, metadata}; it leaves out {@code media}
   * where there are none. Source: {@code JsonlWriter} and {@code Document} of datatrove.
   */
  DATATROVE("jsonl-datatrove");

  private final String format;

  JsonlSchema(String format) {
    this.format = format;
  }

  /** The name of the format that has it. */
  String format() {
    return format;
  }
}
