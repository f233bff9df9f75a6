package dev.sluice.corpus.shard;

class JsonlDatatroveTest extends JsonlContract {

  @Override
  ShardFormat format() {
    return new JsonlFormat(JsonlSchema.DATATROVE);
  }

  @Override
  String line() {
    return """
        {"text":"Text.","id":"ID","metadata":"""
        + METADATA
        + "}";
  }
}
