/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.authorization;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: descriptions of a tenant's scopes (RFC 6749 section 3.3). Registered with {@code
 * lumoauth.kind=scope-descriptions} and {@code lumoauth.name}. Called while pages are rendered, so
 * it answers from memory.
 */
public interface ScopeDescriptionProvider {

  /**
   * Describes the access that a scope allows, for the resource owner.
   *
   * @param scope the name of the scope, compared byte for byte
   * @return plain text in the tenant's own words; empty if the scope has no description
   */
  Optional<String> describe(TenantContext tenant, String scope);

  /**
   * Describes a scope for tokens with known resources.
   *
   * @param resources the resources of the tokens (RFC 8707); may be empty
   */
  default Optional<String> describe(TenantContext tenant, String scope, List<String> resources) {
    return describe(tenant, scope);
  }
}
