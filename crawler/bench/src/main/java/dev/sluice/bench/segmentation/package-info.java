/** How fast are texts cut into words and judged, and how well are they cut? */
@NullMarked
package dev.sluice.bench.segmentation;

import org.jspecify.annotations.NullMarked;
