package org.lumoauth.api.oauth;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Says whether an authorization request is valid, wherever it comes in. */
@ProviderType
public interface AuthorizationRequests {

  /**
   * Reads an authorization request of a client that is authenticated, as one that is pushed (RFC
   * 9126 section 2.1).
   *
   * @param parameters as they were sent, but for those that authenticate the client
   * @throws OAuthError with the code that RFC 6749 section 4.1.2.1 or OpenID Connect Core section
   *     3.1.2.6 names
   */
  AuthorizationRequest validate(
      TenantContext tenant, Client client, Map<String, List<String>> parameters);
}
