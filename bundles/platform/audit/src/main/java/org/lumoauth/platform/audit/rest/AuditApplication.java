/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.api.analytics.TenantStatisticsProvider;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.platform.audit.chain.OperatorAuditRetentionSettings;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Registers the REST endpoints of the audit log. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=platform-audit",
      "lumoauth.web.routes=~/admin/audit-logs",
      "lumoauth.web.routes=~/admin/analytics",
      "lumoauth.web.routes=/api/v1/platform/audit"
    })
public final class AuditApplication extends Application {
  private final Set<Object> singletons;
  private final ProviderTracker<TenantStatisticsProvider> sources;

  @Activate
  public AuditApplication(
      @Reference PersistenceUnit tables,
      @Reference AuditLog audit,
      @Reference OperatorAuditRetentionSettings limits,
      @Reference ProviderRegistry registry) {
    this.sources = registry.track(TenantStatisticsProvider.class);
    this.singletons =
        Set.of(
            new AuditLogsResource(tables, audit, limits),
            new PlatformAuditResource(tables, audit),
            new TenantAnalyticsResource(tables, sources));
  }

  @Deactivate
  void close() {
    sources.close();
  }

  @Override
  public Set<Object> getSingletons() {
    return singletons;
  }
}
