package org.lumoauth.api.oauth;

import java.util.Optional;
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
}
