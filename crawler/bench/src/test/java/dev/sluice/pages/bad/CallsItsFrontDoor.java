package dev.sluice.pages.bad;

import dev.sluice.pages.DataFolder;

/** A room that calls its front door. */
record CallsItsFrontDoor(DataFolder folder) {}
