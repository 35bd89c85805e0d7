/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.analytics;

import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: counts objects of a tenant for the dashboard. Registered with {@code
 * lumoauth.kind=figures} and {@code lumoauth.name} = the dashboard member that contains the counts,
 * such as {@code users}.
 */
public interface TenantStatisticsProvider {

  /** Returns the permission that is required to see these counts, such as {@code users.read}. */
  String permission();

  /** Returns the current counts by their names in camel case. */
  Map<String, Long> countStatistics(TenantContext tenant);
}
