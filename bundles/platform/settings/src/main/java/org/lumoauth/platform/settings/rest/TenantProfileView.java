/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings.rest;

import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.lumoauth.api.tenant.Tenant;

/** The representation of a tenant for its own administrators. */
public record TenantProfileView(
    String id,
    String slug,
    String name,
    String status,
    Map<String, Object> settings,
    String createdAt,
    String updatedAt) {

  static TenantProfileView of(Tenant tenant, Map<String, Object> settings) {
    return new TenantProfileView(
        tenant.id(),
        tenant.slug(),
        tenant.name(),
        tenant.status().name().toLowerCase(Locale.ROOT),
        settings,
        tenant.createdAt().truncatedTo(ChronoUnit.MILLIS).toString(),
        tenant.updatedAt().truncatedTo(ChronoUnit.MILLIS).toString());
  }
}
