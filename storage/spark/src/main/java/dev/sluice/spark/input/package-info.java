/**
 * Which pages lie in these files? Archives on any file system that Hadoop knows become rows of
 * pages, one file a task.
 *
 * <pre>
 * InputFiles    finds the files, reads them; the front of this room
 * ArchiveFinder which files a user's words mean
 * FilePack      files that one task reads
 * FileScan      first reading: what is there, and what is damaged
 * PageReading   second reading: the pages
 * Revisits      pages whose body another record has
 * </pre>
 *
 * <p>Everything is read twice. The first reading decodes nothing, and finds what must be known
 * before the first page is cleaned: damage, files of servers that hold for pages of other files,
 * records that other ones need. What it counts is the result of a job, so that a task that is run
 * again is not counted twice.
 */
@NullMarked
package dev.sluice.spark.input;

import org.jspecify.annotations.NullMarked;
