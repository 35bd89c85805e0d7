/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.dispatch;

import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.StreamedBodyRouteMatcher;
import org.lumoauth.platform.web.path.RequestPath;
import org.lumoauth.platform.web.path.RequestRoutingPath;
import org.lumoauth.platform.web.routing.RouteRegistry;
import org.lumoauth.platform.web.routing.RouteTarget;
import org.lumoauth.platform.web.routing.RouteTrie;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Determines from the route table whether a request reads its body as a stream. */
@Component
public final class RouteTableStreamedRouteMatcher implements StreamedBodyRouteMatcher {
  private final RouteRegistry routes;

  @Activate
  public RouteTableStreamedRouteMatcher(@Reference RouteRegistry routes) {
    this.routes = routes;
  }

  @Override
  public boolean isStreamed(String method, String path) {
    if (!routes.hasStreamedRoutes()) {
      return false;
    }
    try {
      RequestRoutingPath address = RequestRoutingPath.of(RequestPath.parse(path));
      RouteTrie.RouteMatch found =
          routes.trie().find(address.slug().isPresent(), address.segments(), method);
      return found.slot() != null
          && found.slot().targets().stream().anyMatch(RouteTarget::streamsBody);
    } catch (ApiException malformed) {
      return false; // the front controller rejects it
    }
  }
}
