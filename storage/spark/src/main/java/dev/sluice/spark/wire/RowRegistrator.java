package dev.sluice.spark.wire;

import static dev.sluice.spark.wire.RowSerializer.bytes;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.sluice.corpus.model.Remainder;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.shard.SegmentRows;
import dev.sluice.spark.model.CandidateRow;
import dev.sluice.spark.model.Orders;
import dev.sluice.spark.model.OutcomeRow;
import dev.sluice.spark.model.PageRow;
import dev.sluice.spark.model.PreparedRow;
import dev.sluice.spark.model.ShardRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

  /** Whether they do. */
  public static boolean isOn(SparkConf conf) {
    return conf.get("spark.serializer", "").equals(KryoSerializer.class.getName())
        && conf.get("spark.kryo.registrator", "").equals(RowRegistrator.class.getName());
  }

  @Override
  public void registerClasses(Kryo kryo) {
    kryo.register(PageRow.class, new RowSerializer<>(RowRegistrator::write, RowRegistrator::page));
    kryo.register(
        CandidateRow.class, new RowSerializer<>(RowRegistrator::write, RowRegistrator::candidate));
    kryo.register(
        OutcomeRow.class, new RowSerializer<>(RowRegistrator::write, RowRegistrator::outcome));
    kryo.register(
        PreparedRow.class, new RowSerializer<>(RowRegistrator::write, RowRegistrator::prepared));
    kryo.register(
        ShardRow.class, new RowSerializer<>(RowRegistrator::write, RowRegistrator::shard));
    kryo.register(
        Worker.class,
        new RowSerializer<Worker>(
            (out, it) -> bytes(out, it.orders().toBytes()),
            in -> new Worker(Orders.of(bytes(in)))));
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

  private static void write(Output out, PreparedRow row) {
    out.writeString(row.seed());
    bytes(out, row.ledger());
    out.writeBoolean(row.passed().isPresent());
    row.passed().ifPresent(passed -> write(out, passed));
  }

  private static void write(Output out, PreparedRow.Passed passed) {
    bytes(out, passed.document());
    bytes(out, passed.signature());
    many(out, passed.imprints());
    pages(out, passed.originals());
    out.writeVarInt(passed.tags().size(), true);
    passed
        .tags()
        .forEach(
            (name, value) -> {
              out.writeString(name);
              out.writeString(value);
            });
  }

  private static PreparedRow prepared(Input in) {
    return new PreparedRow(
        in.readString(),
        bytes(in),
        in.readBoolean()
            ? Optional.of(
                new PreparedRow.Passed(bytes(in), bytes(in), many(in), pages(in), tags(in)))
            : Optional.empty());
  }

  private static Map<String, String> tags(Input in) {
    Map<String, String> tags = new TreeMap<>();
    for (int left = in.readVarInt(true); left > 0; left--) {
      tags.put(in.readString(), in.readString());
    }
    return tags;
  }

  private static void pages(Output out, List<PageRow> pages) {
    out.writeVarInt(pages.size(), true);
    pages.forEach(page -> write(out, page));
  }

  private static List<PageRow> pages(Input in) {
    List<PageRow> pages = new ArrayList<>();
    for (int left = in.readVarInt(true); left > 0; left--) {
      pages.add(page(in));
    }
    return pages;
  }

  private static void many(Output out, List<byte[]> all) {
    out.writeVarInt(all.size(), true);
    all.forEach(each -> bytes(out, each));
  }

  private static List<byte[]> many(Input in) {
    List<byte[]> all = new ArrayList<>();
    for (int left = in.readVarInt(true); left > 0; left--) {
      all.add(bytes(in));
    }
    return all;
  }

  private static void write(Output out, ShardRow row) {
    bytes(out, row.document());
    out.writeVarInt(row.exactCopies(), true);
    out.writeVarInt(row.clusterSize(), true);
    out.writeVarInt(row.copy(), true);
    pages(out, row.originals());
    out.writeVarInt(row.lenders().size(), true);
    row.lenders().forEach(out::writeString);
    out.writeVarInt(row.group() + 1, true);
    out.writeVarInt(row.units(), true);
  }

  private static ShardRow shard(Input in) {
    return new ShardRow(
        bytes(in),
        in.readVarInt(true),
        in.readVarInt(true),
        in.readVarInt(true),
        pages(in),
        texts(in),
        in.readVarInt(true) - 1,
        in.readVarInt(true));
  }

  private static List<String> texts(Input in) {
    List<String> texts = new ArrayList<>();
    for (int left = in.readVarInt(true); left > 0; left--) {
      texts.add(in.readString());
    }
    return texts;
  }

  private static void write(Output out, CandidateRow row) {
    out.writeVarInt(row.number(), true);
    bytes(out, SegmentRows.signature(row.signature()));
    many(out, row.imprints());
  }

  private static CandidateRow candidate(Input in) {
    return new CandidateRow(in.readVarInt(true), SegmentRows.signature(bytes(in)), many(in));
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
