package org.lumoauth.api.authn;

import java.util.Set;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Makes and ends API keys of tenants for other modules. */
@ProviderType
public interface TenantApiKeyService {

  /**
   * Makes a key. The tenant need not be known to the registry yet: a tenant's first key is made
   * before the tenant is.
   *
   * @param name what people call it
   * @param scopes what it may be used for, as {@code admin:users:read}
   * @throws org.lumoauth.api.web.ApiException 422 {@code validation_error} for a scope that there
   *     is not
   */
  IssuedApiKey issue(TenantContext tenant, String name, Set<String> scopes);

  /** Ends a key at once; one that there is not is no error. */
  void revoke(TenantContext tenant, String keyId);
}
