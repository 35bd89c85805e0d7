/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.authorization;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: types of {@code authorization_details} that a tenant defines. Registered with
 * {@code lumoauth.kind=authorization-details-source} and {@code lumoauth.name}. Called for every
 * authorization request, so it answers from memory. A module that provides a type takes precedence.
 */
public interface AuthorizationDetailsTypeSource {

  /** Returns the tenant's type with this name, compared byte for byte; the name may be any text. */
  Optional<AuthorizationDetailsType> find(TenantContext tenant, String type);

  /** Returns the names of the tenant's types: those that {@link #find} returns. */
  Set<String> types(TenantContext tenant);
}
