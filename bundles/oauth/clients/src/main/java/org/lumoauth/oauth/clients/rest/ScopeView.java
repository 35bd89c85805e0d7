/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.lumoauth.oauth.clients.scope.TenantScope;

/** A scope in the admin API. */
public record ScopeView(
    long id,
    String name,
    String description,
    @JsonProperty("isDefault") boolean isDefault,
    @JsonProperty("isSystem") boolean isSystem,
    Instant createdAt) {

  static ScopeView of(TenantScope scope) {
    return new ScopeView(
        scope.id(),
        scope.name(),
        scope.description().orElse(null),
        scope.isDefault(),
        scope.isSystem(),
        scope.createdAt());
  }
}
