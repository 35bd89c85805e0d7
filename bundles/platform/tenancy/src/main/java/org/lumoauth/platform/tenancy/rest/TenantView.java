/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tenancy.rest;

import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lumoauth.api.tenant.Tenant;

/** A tenant in the API; {@code status} is {@code active} or {@code disabled}. */
public record TenantView(
    String id, String slug, String name, String status, @Nullable String region, String createdAt) {

  static TenantView of(Tenant tenant) {
    return new TenantView(
        tenant.id(),
        tenant.slug(),
        tenant.name(),
        tenant.status().name().toLowerCase(Locale.ROOT),
        tenant.region().isEmpty() ? null : tenant.region(),
        tenant.createdAt().truncatedTo(ChronoUnit.MILLIS).toString());
  }
}
