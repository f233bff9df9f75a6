package dev.sluice.corpus.shard;

class JsonlFormatTest extends JsonlContract {

  @Override
  ShardFormat format() {
    return new JsonlFormat(JsonlSchema.SLUICE);
  }

  @Override
  String line() {
    return """
        {"id":"ID","text":"Text.","source":"sluice","version":"web@1",\
        "added":"2026-10-01T12:00:00.250Z","created":"2026-09-30T00:00:00Z","media":[],\
        "metadata":"""
        + METADATA
        + "}";
  }
}
