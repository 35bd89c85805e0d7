package org.lumoauth.api.authn;

import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Limits how many requests authenticated clients can make at OAuth endpoints. Requests of callers
 * with an access token, an API key or a session are counted before they reach an endpoint.
 */
@ProviderType
public interface ClientRequestLimiter {

  /**
   * What is requested.
   *
   * @param method in upper case
   * @param path below the tenant's API base, as {@code /oauth/token}
   */
  record LimitedOperation(String method, String path) {}

  /**
   * Counts one request of a client that has proved its identity.
   *
   * @throws org.lumoauth.api.web.ApiException 429 {@code rate_limit_exceeded}
   */
  void countClient(TenantContext tenant, SubjectRef client, LimitedOperation operation);

  /**
   * Counts one request that names a public client. It is counted by network address, and not
   * against the tenant's limit: the sender may be anyone.
   *
   * @throws org.lumoauth.api.web.ApiException 429 {@code rate_limit_exceeded}
   */
  void countPublicClient(
      TenantContext tenant, SubjectRef client, LimitedOperation operation, String remoteAddress);
}
