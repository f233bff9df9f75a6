/**
 * Where do we start? Seed files, read as a whole, with every mistake named; how two lists of seeds
 * differ; and what became of each change of the files while a crawl ran.
 *
 * <p><b>Table</b> (values begin with a version byte; see {@link dev.sluice.pages.codec.RowWriter}):
 *
 * <pre>
 * seedlog   key    time, in milliseconds since 1970, 8 bytes big-endian · number among those of that
 *                  time, 4 bytes big-endian
 *           value  01 · outcome · number of files · for each: name (text) · owner (text)
 *                  · number of changes · for each: kind · seed (text) · detail (text)
 *                  · changes that are not listed
 * </pre>
 */
@NullMarked
package dev.sluice.engine.seed;

import org.jspecify.annotations.NullMarked;
