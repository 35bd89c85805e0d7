package org.lumoauth.platform.web.routing;

import java.util.List;

/** What answers requests on a route. */
public interface RouteTarget {

  /** Who brought it. */
  EndpointOwner owner();

  /** Whether it would answer now. */
  boolean isReady();

  /** Counts a request in, so that the target is not taken away before {@link #endRequest}. */
  void beginRequest();

  /** Counts it out. */
  void endRequest();

  /** Whether it reads request bodies as streams, while they arrive. */
  default boolean streamsBody() {
    return false;
  }

  /** Its operations, for the route table. */
  List<RouteOperation> operations();
}
