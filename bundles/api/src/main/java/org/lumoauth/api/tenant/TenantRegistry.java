/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.tenant;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Finds the active tenants. Answers from memory; the next call sees a change. */
@ProviderType
public interface TenantRegistry {

  /** Returns the enabled tenant with this slug, compared byte for byte. */
  Optional<TenantContext> findActive(String slug);

  /** Returns the enabled tenant with this id. */
  Optional<TenantContext> findActiveById(String tenantId);

  /**
   * Returns the tenant with this id, enabled or not, for processing revocations in it: a revocation
   * that is skipped while the tenant is disabled would be lost when it is enabled again. Must not
   * be used to answer requests. By default only enabled tenants are returned.
   */
  default Optional<TenantContext> findById(String tenantId) {
    return findActiveById(tenantId);
  }
}
