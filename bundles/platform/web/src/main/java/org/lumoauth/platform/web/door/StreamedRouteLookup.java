package org.lumoauth.platform.web.door;

import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.StreamedRoutes;
import org.lumoauth.platform.web.path.ApiAddress;
import org.lumoauth.platform.web.path.RequestPath;
import org.lumoauth.platform.web.routing.RouteTrie;
import org.lumoauth.platform.web.routing.Routes;
import org.lumoauth.platform.web.routing.Target;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds out by the route table whether a request reads its body as a stream. */
@Component
public final class StreamedRouteLookup implements StreamedRoutes {
  private final Routes routes;

  @Activate
  public StreamedRouteLookup(@Reference Routes routes) {
    this.routes = routes;
  }

  @Override
  public boolean isStreamed(String method, String path) {
    if (!routes.streamsBodies()) {
      return false;
    }
    try {
      ApiAddress address = ApiAddress.of(RequestPath.parse(path));
      RouteTrie.Found found =
          routes.trie().find(address.slug().isPresent(), address.segments(), method);
      return found.slot() != null && found.slot().targets().stream().anyMatch(Target::streamsBody);
    } catch (Problem malformed) {
      return false; // the front servlet refuses it
    }
  }
}
