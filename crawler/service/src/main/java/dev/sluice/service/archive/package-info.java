/** Which archives are to be imported? Files, folders and lists of files as a user names them. */
@NullMarked
package dev.sluice.service.archive;

import org.jspecify.annotations.NullMarked;
