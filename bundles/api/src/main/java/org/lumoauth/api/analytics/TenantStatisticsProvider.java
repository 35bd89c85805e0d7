package org.lumoauth.api.analytics;

import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: what a module can count of a tenant. Registered with {@code
 * lumoauth.kind=figures} and {@code lumoauth.name} = the member of the dashboard that its figures
 * stand in, as {@code users}.
 */
public interface TenantStatisticsProvider {

  /** The permission that shows these figures, as {@code users.read}. */
  String permission();

  /** Counts by their names in camel case, as of now. */
  Map<String, Long> countStatistics(TenantContext tenant);
}
