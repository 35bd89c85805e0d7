package org.lumoauth.api.tenant;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Finds the tenants that are served. Answers from memory; a change is seen by the next call. */
@ProviderType
public interface TenantRegistry {

  /** The enabled tenant with this slug, compared byte for byte. */
  Optional<TenantContext> findActive(String slug);

  /** The enabled tenant with this id. */
  Optional<TenantContext> findActiveById(String tenantId);

  /**
   * The tenant with this id, served or not: for what ends in it. An end that is passed over while
   * the tenant is disabled would not hold once it is enabled again. Nothing is answered to anybody
   * in a tenant that is not served. By default those that are served.
   */
  default Optional<TenantContext> findById(String tenantId) {
    return findActiveById(tenantId);
  }
}
