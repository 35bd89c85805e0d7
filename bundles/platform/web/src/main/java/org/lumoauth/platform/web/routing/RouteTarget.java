/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.routing;

import java.util.List;

/** Handles requests of a route. */
public interface RouteTarget {

  /** Returns the module that provides the target. */
  EndpointOwner owner();

  /** Returns whether it can handle a request now. */
  boolean isReady();

  /** Registers a request, so that the target is not removed before {@link #endRequest}. */
  void beginRequest();

  /** Unregisters a request. */
  void endRequest();

  /** Returns whether it reads request bodies as streams while they arrive. */
  default boolean streamsBody() {
    return false;
  }

  /** Returns its operations, for the route table. */
  List<RouteOperation> operations();
}
