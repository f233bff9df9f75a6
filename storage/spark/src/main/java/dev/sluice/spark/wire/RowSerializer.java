package dev.sluice.spark.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Writes values of one type by a function, and reads them by another. */
final class RowSerializer<T> extends Serializer<T> {

  private final BiConsumer<Output, T> writer;
  private final Function<Input, T> reader;

  RowSerializer(BiConsumer<Output, T> writer, Function<Input, T> reader) {
    super(false, true);
    this.writer = writer;
    this.reader = reader;
  }

  @Override
  public void write(Kryo kryo, Output out, T value) {
    writer.accept(out, value);
  }

  @Override
  public T read(Kryo kryo, Input in, Class<T> type) {
    return reader.apply(in);
  }

  /** Writes bytes after their number. */
  static void bytes(Output out, byte[] bytes) {
    out.writeVarInt(bytes.length, true);
    out.writeBytes(bytes);
  }

  /** Reads what {@link #bytes(Output, byte[])} wrote. */
  static byte[] bytes(Input in) {
    return in.readBytes(in.readVarInt(true));
  }
}
