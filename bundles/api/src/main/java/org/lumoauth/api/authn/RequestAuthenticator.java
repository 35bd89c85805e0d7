/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authn;

import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: reads one kind of credential from a request. Registered with {@code
 * lumoauth.kind=authenticator} and {@code lumoauth.name}. Called in the order of {@code
 * service.ranking}; the first that returns a caller or fails decides.
 */
public interface RequestAuthenticator {

  /**
   * Authenticates the request if it carries this authenticator's kind of credential.
   *
   * @param tenant the tenant of the path; empty on paths where the credential determines the tenant
   * @return the caller, or empty if the request has no credential of this kind
   * @throws org.lumoauth.api.web.ApiException 401 {@code invalid_token} if the credential is
   *     invalid, 403 {@code permission_denied} if it belongs to another tenant
   */
  Optional<Caller> authenticate(Optional<TenantContext> tenant, HttpRequestView request);

  /**
   * Returns the {@code WWW-Authenticate} challenge for this kind of credential (RFC 9110 section
   * 11.6.1), if it has one.
   */
  Optional<String> challenge();
}
