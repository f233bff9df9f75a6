package dev.sluice.corpus.language;

import dev.sluice.corpus.language.HanVariants.Counts;
import java.lang.Character.UnicodeScript;

/**
 * What is known of a paragraph before it is seen beside the others.
 *
 * @param weight how much of the text it is, in letters
 * @param alphabet the script that it is mostly in; Han for all of East Asia
 * @param letters of all scripts, and of Han the telling ones
 * @param grams its n-grams, if its alphabet serves many languages; otherwise empty
 * @param guess its language as far as it tells by itself
 */
record Paragraph(
    int weight,
    UnicodeScript alphabet,
    ScriptCounts letters,
    Counts variants,
    NgramModel.Text grams,
    Guess guess) {}
