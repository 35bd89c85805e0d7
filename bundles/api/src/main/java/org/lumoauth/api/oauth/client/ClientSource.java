/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.client;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a source of clients. Registered with {@code lumoauth.kind=client-source} and
 * {@code lumoauth.name}. Called for every token request, so it answers from memory; the next call
 * sees a change.
 */
public interface ClientSource {

  /** Returns the client with this id, enabled or not. */
  Optional<Client> find(TenantContext tenant, String clientId);

  /**
   * Returns whether the client with this id is enabled; empty if this source does not have it.
   * Called at each use of a token, so a source with computed clients computes only this.
   */
  default Optional<Boolean> findEnabled(TenantContext tenant, String clientId) {
    return find(tenant, clientId).map(Client::enabled);
  }

  /** Returns whether the client has this secret, compared in constant time. */
  boolean verifySecret(TenantContext tenant, String clientId, String secret);

  /**
   * Returns the users who set the client's credentials, or did so until recently: they know them,
   * so requests of the client may be their own.
   */
  default Set<SubjectRef> findCredentialSetters(TenantContext tenant, String clientId) {
    return Set.of();
  }

  /**
   * Returns whether this id is or ever was assigned in this source. Such an id is not assigned
   * again, because access lists may still contain it. Called when a client chooses its id, so it
   * may read from the database.
   */
  default boolean wasEverAssigned(TenantContext tenant, String clientId) {
    return find(tenant, clientId).isPresent();
  }
}
