/**
 * What must hold for any bytes at all? Each target is a class with a method as Jazzer and libFuzzer
 * know it; {@code FuzzTest} feeds them the inputs that once broke something, and {@code
 * crawler/bench/fuzz} looks for new ones.
 */
package dev.sluice.corpus.fuzz;
