/** How is an export handed to Spark? By the spark-submit of whoever has a cluster. */
@NullMarked
package dev.sluice.service.spark;

import org.jspecify.annotations.NullMarked;
