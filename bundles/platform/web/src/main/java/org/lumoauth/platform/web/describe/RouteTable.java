package org.lumoauth.platform.web.describe;

import java.util.BitSet;
import org.lumoauth.platform.web.routing.Routes;
import org.lumoauth.platform.web.routing.Serving;
import org.lumoauth.platform.web.signature.ServiceProviders;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Every operation that the running server answers. */
@Component(service = RouteTable.class)
public final class RouteTable {
  private final Routes routes;
  private final ServiceProviders providers;

  @Activate
  public RouteTable(@Reference Routes routes, @Reference ServiceProviders providers) {
    this.routes = routes;
    this.providers = providers;
  }

  /** The table as it is now; its rows are yet to be made. */
  RoutesNow now() {
    long revision = providers.revision(); // before anything is read of them
    Serving serving = routes.serving();
    BitSet ready = new BitSet(serving.targets().size());
    for (int i = 0; i < serving.targets().size(); i++) {
      ready.set(i, serving.targets().get(i).ready());
    }
    return new RoutesNow(
        serving.targets(), new RoutesNow.Mark(serving.revision(), ready, revision));
  }
}
