/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.openapi;

import java.util.BitSet;
import org.lumoauth.platform.web.routing.RouteRegistry;
import org.lumoauth.platform.web.routing.RouteTargetSnapshot;
import org.lumoauth.platform.web.signature.ServiceRegistryProviderCatalog;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists every operation of the running server. */
@Component(service = RouteTable.class)
public final class RouteTable {
  private final RouteRegistry routes;
  private final ServiceRegistryProviderCatalog providers;

  @Activate
  public RouteTable(
      @Reference RouteRegistry routes, @Reference ServiceRegistryProviderCatalog providers) {
    this.routes = routes;
    this.providers = providers;
  }

  /** Takes a snapshot of the current table; its rows are built later. */
  RouteTableSnapshot takeSnapshot() {
    long revision = providers.revision(); // before their descriptions are read
    RouteTargetSnapshot serving = routes.servedRoutes();
    BitSet ready = new BitSet(serving.targets().size());
    for (int i = 0; i < serving.targets().size(); i++) {
      ready.set(i, serving.targets().get(i).isReady());
    }
    return new RouteTableSnapshot(
        serving.targets(),
        new RouteTableSnapshot.RouteSnapshotRevision(serving.revision(), ready, revision));
  }
}
