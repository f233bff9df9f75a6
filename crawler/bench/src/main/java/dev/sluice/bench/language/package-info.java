/** How well are languages told, and from which texts is the model learned? */
@NullMarked
package dev.sluice.bench.language;

import org.jspecify.annotations.NullMarked;
