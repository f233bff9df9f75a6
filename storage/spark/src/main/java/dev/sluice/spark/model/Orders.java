package dev.sluice.spark.model;

import dev.sluice.corpus.mix.MixUnit;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.pages.codec.RowReader;
import dev.sluice.pages.codec.RowWriter;
import dev.sluice.pages.model.Takedown;
import dev.sluice.pages.model.Takedowns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that an executor must know of an export.
 *
 * @param takedowns what nobody may get; whoever asked for it stays on the driver
 * @param source the documents' {@code source}
 * @param snapshot what names the pages
 * @param format the name of the shards' format
 * @param raw whether shards hold raw pages
 * @param ofTokens whether shards are made of tokens
 * @param tokenizer for a format, or a mix, that is made of tokens
 * @param mixUnit what a mix counts; empty without one
 * @param tagged whether the tags of pages are asked for
 */
public record Orders(
    Recipe recipe,
    Takedowns takedowns,
    String source,
    String snapshot,
    String format,
    boolean raw,
    boolean ofTokens,
    Optional<TokenizerFile> tokenizer,
    Optional<MixUnit> mixUnit,
    boolean tagged) {

  private static final int VERSION = 1;

  /** The orders as bytes. */
  public byte[] toBytes() {
    RowWriter out = new RowWriter(VERSION);
    RecipeRows.write(out, recipe);
    out.number(takedowns.all().size());
    takedowns.all().forEach(it -> out.text(it.id()).number(it.kind().ordinal()).text(it.what()));
    out.text(source)
        .text(snapshot)
        .text(format)
        .flag(raw)
        .flag(ofTokens)
        .flag(tokenizer.isPresent());
    tokenizer.ifPresent(file -> file.write(out));
    out.flag(mixUnit.isPresent());
    mixUnit.ifPresent(unit -> out.number(unit.ordinal()));
    return out.flag(tagged).toBytes();
  }

  /** The orders that these bytes are. */
  public static Orders of(byte[] bytes) {
    RowReader in = new RowReader("orders", new byte[0], bytes, VERSION);
    Orders orders =
        new Orders(
            RecipeRows.read(in),
            takedowns(in),
            in.text(),
            in.text(),
            in.text(),
            in.flag(),
            in.flag(),
            in.flag() ? Optional.of(TokenizerFile.read(in)) : Optional.empty(),
            in.flag() ? Optional.of(in.constant(MixUnit.values())) : Optional.empty(),
            in.flag());
    in.end();
    return orders;
  }

  private static Takedowns takedowns(RowReader in) {
    List<Takedown> all = new ArrayList<>();
    for (int left = in.smallNumber(); left > 0; left--) {
      all.add(
          new Takedown(
              in.text(),
              in.constant(Takedown.Kind.values()),
              in.text(),
              "",
              "",
              Instant.EPOCH,
              Optional.empty(),
              List.of()));
    }
    return Takedowns.of(all);
  }
}
