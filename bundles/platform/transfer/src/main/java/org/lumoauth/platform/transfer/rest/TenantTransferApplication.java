/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.transfer.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.platform.transfer.TenantTransferService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes the export and import API. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=platform-transfer",
      "lumoauth.web.routes=~/admin/export",
      "lumoauth.web.routes=~/admin/import"
    })
public final class TenantTransferApplication extends Application {
  private final Set<Object> resources;

  @Activate
  public TenantTransferApplication(@Reference TenantTransferService transfer) {
    this.resources = Set.of(new TenantTransferResource(transfer));
  }

  @Override
  public Set<Object> getSingletons() {
    return resources;
  }
}
