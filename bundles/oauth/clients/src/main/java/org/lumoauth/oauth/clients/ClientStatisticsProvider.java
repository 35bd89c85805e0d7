/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import java.util.Map;
import org.lumoauth.api.analytics.TenantStatisticsProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.PageRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts the clients of a tenant. */
@Component(property = {"lumoauth.kind=figures", "lumoauth.name=clients"})
public final class ClientStatisticsProvider implements TenantStatisticsProvider {

  private final ClientStore store;

  @Activate
  public ClientStatisticsProvider(@Reference ClientStore store) {
    this.store = store;
  }

  @Override
  public String permission() {
    return "clients.read";
  }

  @Override
  public Map<String, Long> countStatistics(TenantContext tenant) {
    return Map.of("total", store.list(tenant.id(), PageRequest.first()).total());
  }
}
