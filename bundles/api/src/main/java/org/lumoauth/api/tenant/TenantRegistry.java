package org.lumoauth.api.tenant;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Finds the tenants that are served. Answers from memory; a change is seen by the next call. */
@ProviderType
public interface TenantRegistry {

  /** The enabled tenant with this slug, compared byte for byte. */
  Optional<TenantContext> active(String slug);

  /** The enabled tenant with this id. */
  Optional<TenantContext> activeById(String tenantId);
}
