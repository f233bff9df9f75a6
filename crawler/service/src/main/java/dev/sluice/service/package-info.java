/** What does the user run? The program: {@link dev.sluice.service.Main}. */
@NullMarked
package dev.sluice.service;

import org.jspecify.annotations.NullMarked;
