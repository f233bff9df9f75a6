package dev.sluice.service.http;

import java.util.List;

/** A group of routes. */
public interface Routes {

  /** All routes of the group, in the order in which a reader of the reference wants them. */
  List<Route> routes();
}
