package dev.sluice.spark.wire;

import static dev.sluice.spark.wire.RowSerializer.bytes;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.sluice.corpus.model.Remainder;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.shard.SegmentRows;
import dev.sluice.spark.model.CandidateRow;
import dev.sluice.spark.model.OutcomeRow;
import dev.sluice.spark.model.PageRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoRegistrator;
import org.apache.spark.serializer.KryoSerializer;

/** Tells Kryo how rows are written; {@link #on} has a job use it. */
public final class RowRegistrator implements KryoRegistrator {

  /** Has the jobs of this configuration write rows so. */
  public static SparkConf on(SparkConf conf) {
    return conf.set("spark.serializer", KryoSerializer.class.getName())
        .set("spark.kryo.registrator", RowRegistrator.class.getName());
  }

  @Override
  public void registerClasses(Kryo kryo) {
    kryo.register(
        PageRow.class, new RowSerializer<>(RowRegistrator::write, RowRegistrator::page));
    kryo.register(
        CandidateRow.class, new RowSerializer<>(RowRegistrator::write, RowRegistrator::candidate));
    kryo.register(
        OutcomeRow.class, new RowSerializer<>(RowRegistrator::write, RowRegistrator::outcome));
    kryo.register(
        Signature.class,
        new RowSerializer<Signature>(
            (out, it) -> bytes(out, SegmentRows.signature(it)),
            in -> SegmentRows.signature(bytes(in))));
    kryo.register(
        Remainder.class,
        new RowSerializer<Remainder>(
            (out, it) -> bytes(out, SegmentRows.remainder(0, it)),
            in -> SegmentRows.remainder(bytes(in)).getValue()));
  }

  private static void write(Output out, PageRow row) {
    bytes(out, row.key());
    bytes(out, row.facts());
    bytes(out, row.body());
  }

  private static PageRow page(Input in) {
    return new PageRow(bytes(in), bytes(in), bytes(in));
  }

  private static void write(Output out, CandidateRow row) {
    out.writeVarInt(row.number(), true);
    bytes(out, SegmentRows.signature(row.signature()));
    out.writeVarInt(row.imprints().size(), true);
    row.imprints().forEach(imprint -> bytes(out, imprint));
  }

  private static CandidateRow candidate(Input in) {
    int number = in.readVarInt(true);
    Signature signature = SegmentRows.signature(bytes(in));
    List<byte[]> imprints = new ArrayList<>();
    for (int left = in.readVarInt(true); left > 0; left--) {
      imprints.add(bytes(in));
    }
    return new CandidateRow(number, signature, imprints);
  }

  private static void write(Output out, OutcomeRow row) {
    out.writeVarInt(row.number(), true);
    out.writeVarInt(row.step() + 1, true);
    out.writeVarInt(row.winner(), true);
    out.writeVarInt(row.group(), true);
    out.writeFloat(row.measured());
    out.writeBoolean(row.left().isPresent());
    row.left().ifPresent(left -> bytes(out, SegmentRows.remainder(0, left)));
  }

  private static OutcomeRow outcome(Input in) {
    return new OutcomeRow(
        in.readVarInt(true),
        in.readVarInt(true) - 1,
        in.readVarInt(true),
        in.readVarInt(true),
        in.readFloat(),
        in.readBoolean()
            ? Optional.of(SegmentRows.remainder(bytes(in)).getValue())
            : Optional.empty());
  }
}
