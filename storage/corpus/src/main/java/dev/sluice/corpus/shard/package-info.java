/**
 * How does it leave? The files of an export, those in the making included.
 *
 * <p>The folder of an export:
 *
 * <pre>
 * manifest.json             what it is and what is in it; written last, so an export with it is whole
 * documents-00000.jsonl.zst documents in the order of their keys, in the format that was asked for
 * ledger.parquet            a row for each capture, in the same order: where it is or why it is none
 * report.json, report.html  what happened to all of them
 * .work/                    only while unfinished:
 *   request.json            what is being exported; the same request goes on where it stopped
 *   lock                    held by the process that writes here
 *   *.tmp                   files in the making; they are renamed when whole
 *   segments/sites-000000.zst   what was learned of a lot of hosts from samples of their pages
 *   segments/part-000000.{documents,ledger,signatures}.zst   the outcome of the page steps
 *   segments/chosen-000.zst     what was chosen after the last finished step that compares pages
 *   segments/*.run, *.shelf     what such a step sorts and looks up; a later run removes them
 * </pre>
 *
 * <p>Every file is written under a temporary name, brought to the disk and renamed, so that a file
 * with its final name is whole.
 */
@NullMarked
package dev.sluice.corpus.shard;

import org.jspecify.annotations.NullMarked;
