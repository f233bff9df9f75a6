package dev.sluice.corpus.shard;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/** Writes JSON objects, one a line, in UTF-8. */
public final class JsonLines implements Closeable {

  private final OutputStream out;
  private final JsonFactory factory =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  /** Lines on a stream, which is closed with them. */
  public JsonLines(OutputStream out) {
    this.out = out;
  }

  /** Adds a line: an object whose properties {@code content} writes. */
  public void add(Consumer<JsonGenerator> content) throws IOException {
    try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      content.accept(json);
      json.writeEndObject();
    } catch (JacksonIOException unwritable) {
      throw unwritable.getCause();
    }
    out.write('\n');
  }

  /** A number, without a fraction where it is whole. */
  public static void number(JsonGenerator json, String name, double number) {
    if (number == Math.rint(number) && Math.abs(number) < 1L << 53) {
      json.writeNumberProperty(name, (long) number);
    } else {
      json.writeNumberProperty(name, number);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
