package org.lumoauth.api.oauth;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Says whether an authorization request is valid, wherever it comes in. */
@ProviderType
public interface AuthorizationRequestValidationService {

  /**
   * A request that was found valid, and what it is read from again when the browser brings it.
   *
   * @param request as it is now
   * @param parameters to go by from here on; those of a request object in its place
   * @param verifiedObject whether they stood in a request object
   */
  record ValidatedAuthorizationRequest(
      AuthorizationRequest request, Map<String, List<String>> parameters, boolean verifiedObject) {}

  /**
   * As {@link #validate}, for whoever keeps the request: a request object is verified now and not
   * again (RFC 9126 section 3).
   *
   * @throws OAuthException as {@link #validate}
   */
  ValidatedAuthorizationRequest accept(
      TenantContext tenant, Client client, Map<String, List<String>> parameters);

  /**
   * Reads an authorization request of a client that is authenticated, as one that is pushed (RFC
   * 9126 section 2.1).
   *
   * @param parameters as they were sent, but for those that authenticate the client
   * @throws OAuthException with the code that RFC 6749 section 4.1.2.1 or OpenID Connect Core
   *     section 3.1.2.6 names
   */
  default AuthorizationRequest validate(
      TenantContext tenant, Client client, Map<String, List<String>> parameters) {
    return accept(tenant, client, parameters).request();
  }
}
