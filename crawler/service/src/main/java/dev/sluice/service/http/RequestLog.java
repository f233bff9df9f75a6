package dev.sluice.service.http;

/** Is told of each request that was answered. */
public interface RequestLog {

  /** Notes a request: its route, the status of its answer, and how long that took. */
  void note(Route route, int status, long nanos);
}
