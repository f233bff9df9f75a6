package dev.sluice.spark.input;

import dev.sluice.spark.model.InputReport;
import dev.sluice.spark.model.PageRow;
import org.apache.spark.api.java.JavaRDD;

/**
 * The pages of an input, and what was found beside them.
 *
 * @param name of the input: a digest of its files' names and lengths
 * @param pages in no order; read from the files each time that they are asked for
 */
public record ReadInput(String name, JavaRDD<PageRow> pages, InputReport report) {}
