/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authn;

import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Limits the rate of requests of authenticated clients to OAuth endpoints. Requests with an access
 * token, an API key or a session are counted before they reach an endpoint.
 */
@ProviderType
public interface ClientRequestLimiter {

  /**
   * The requested operation.
   *
   * @param method the method in upper case
   * @param path the path below the tenant's API base, such as {@code /oauth/token}
   */
  record LimitedOperation(String method, String path) {}

  /**
   * Counts a request of an authenticated client.
   *
   * @throws org.lumoauth.api.web.ApiException 429 {@code rate_limit_exceeded}
   */
  void countClient(TenantContext tenant, SubjectRef client, LimitedOperation operation);

  /**
   * Counts a request that names a public client. It is counted by network address and not against
   * the tenant's limit, because the sender is not authenticated.
   *
   * @throws org.lumoauth.api.web.ApiException 429 {@code rate_limit_exceeded}
   */
  void countPublicClient(
      TenantContext tenant, SubjectRef client, LimitedOperation operation, String remoteAddress);
}
