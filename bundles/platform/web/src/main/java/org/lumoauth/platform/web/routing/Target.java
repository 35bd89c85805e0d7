package org.lumoauth.platform.web.routing;

import java.util.List;

/** What answers requests on a route. */
public interface Target {

  /** Who brought it. */
  Owner owner();

  /** Whether it would answer now. */
  boolean ready();

  /** Counts a request in, so that the target is not taken away before {@link #leave}. */
  void enter();

  /** Counts it out. */
  void leave();

  /** Whether it reads request bodies as streams, while they arrive. */
  default boolean streamsBody() {
    return false;
  }

  /** Its operations, for the route table. */
  List<Operation> operations();
}
