package org.lumoauth.api.oauth;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: types of {@code authorization_details} that belong to a tenant rather than to a
 * module. Registered with {@code lumoauth.kind=authorization-details-source} and {@code
 * lumoauth.name}. Asked on every authorization request, so it answers from memory. A module for a
 * type goes before it.
 */
public interface AuthorizationDetailsSource {

  /** The tenant's type of this name, byte for byte; any text may be asked for. */
  Optional<AuthorizationDetailsType> find(TenantContext tenant, String type);

  /** The names of the tenant's types: those that {@link #find} finds. */
  Set<String> types(TenantContext tenant);
}
