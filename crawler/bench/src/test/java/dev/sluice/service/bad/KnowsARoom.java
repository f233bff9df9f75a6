package dev.sluice.service.bad;

import dev.sluice.engine.bad.Room;

/** A module that sees another one's room. */
record KnowsARoom(Room room) {}
