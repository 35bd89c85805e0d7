package org.lumoauth.api.oauth;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: where clients are kept. Registered with {@code lumoauth.kind=client-source} and
 * {@code lumoauth.name}. Asked on every token request, so it answers from memory, and a change is
 * seen by the next call.
 */
public interface ClientSource {

  /** The client with this id, enabled or not. */
  Optional<Client> find(TenantContext tenant, String clientId);

  /** Whether the client has this secret, compared in constant time. */
  boolean verifySecret(TenantContext tenant, String clientId, String secret);

  /**
   * The people who set what the client authenticates by, or did until not long ago: they know it,
   * and what the client asks for they may ask for themselves.
   */
  default Set<SubjectRef> findCredentialSetters(TenantContext tenant, String clientId) {
    return Set.of();
  }

  /**
   * Whether this id is or ever was somebody's here: nobody else gets it, because lists may still
   * name whoever had it. Asked when an id that was chosen elsewhere is given, so it may read.
   */
  default boolean wasEverAssigned(TenantContext tenant, String clientId) {
    return find(tenant, clientId).isPresent();
  }
}
