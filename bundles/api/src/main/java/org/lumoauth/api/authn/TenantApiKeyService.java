/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authn;

import java.util.Set;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Issues and revokes API keys of tenants for other modules. */
@ProviderType
public interface TenantApiKeyService {

  /**
   * Issues a key. The tenant need not be in the registry yet, because a tenant's first key is
   * issued before the tenant is created.
   *
   * @param name the display name
   * @param scopes the scopes of the key, such as {@code admin:users:read}
   * @throws org.lumoauth.api.web.ApiException 422 {@code validation_error} for an unknown scope
   */
  IssuedApiKey issue(TenantContext tenant, String name, Set<String> scopes);

  /** Revokes a key immediately; an unknown key is not an error. */
  void revoke(TenantContext tenant, String keyId);
}
