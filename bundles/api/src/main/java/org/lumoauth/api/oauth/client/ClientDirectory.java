/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.client;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Combines all client sources. */
@ProviderType
public interface ClientDirectory {

  /**
   * Returns the client with this id, enabled or not.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} if no available source
   *     has it and another one is installed but unavailable
   */
  Optional<Client> find(TenantContext tenant, String clientId);

  /**
   * Returns whether the client has this secret. Takes the same time if the client does not exist.
   *
   * @throws org.lumoauth.api.web.ApiException 503 as {@link #find}
   */
  boolean verifySecret(TenantContext tenant, String clientId, String secret);

  /**
   * Returns the client with this id, enabled or not, if it has this secret. Takes the same time if
   * the client does not exist.
   *
   * @throws org.lumoauth.api.web.ApiException 503 as {@link #find}
   */
  default Optional<Client> findWithSecret(TenantContext tenant, String clientId, String secret) {
    boolean proven = verifySecret(tenant, clientId, secret);
    return find(tenant, clientId).filter(client -> proven);
  }

  /**
   * Returns whether the client exists and is enabled.
   *
   * @throws org.lumoauth.api.web.ApiException 503 as {@link #find}
   */
  default boolean isEnabled(TenantContext tenant, String clientId) {
    return find(tenant, clientId).map(Client::enabled).orElse(false);
  }

  /**
   * Returns the users who set the client's credentials, or did so until recently: they know them,
   * so requests of the client may be their own.
   *
   * @throws org.lumoauth.api.web.ApiException 503 as {@link #find}
   */
  default Set<SubjectRef> findCredentialSetters(TenantContext tenant, String clientId) {
    return Set.of();
  }

  /**
   * Returns whether this id is or ever was assigned, in any source.
   *
   * @throws org.lumoauth.api.web.ApiException 503 as {@link #find}
   */
  default boolean wasEverAssigned(TenantContext tenant, String clientId) {
    return find(tenant, clientId).isPresent();
  }
}
