package org.lumoauth.api.oauth;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** All client sources as one. */
@ProviderType
public interface ClientDirectory {

  /**
   * The client with this id, enabled or not.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} if no source that is
   *     there has it and another one is away, though its module is installed
   */
  Optional<Client> find(TenantContext tenant, String clientId);

  /**
   * Whether the client has this secret. Takes as long when there is no such client.
   *
   * @throws org.lumoauth.api.web.ApiException 503 as {@link #find}
   */
  boolean verifySecret(TenantContext tenant, String clientId, String secret);

  /**
   * The people who set what the client authenticates by, or did until not long ago: they know it,
   * and what the client asks for they may ask for themselves.
   *
   * @throws org.lumoauth.api.web.ApiException 503 as {@link #find}
   */
  default Set<SubjectRef> findCredentialSetters(TenantContext tenant, String clientId) {
    return Set.of();
  }

  /**
   * Whether this id is or ever was somebody's, whichever source keeps them.
   *
   * @throws org.lumoauth.api.web.ApiException 503 as {@link #find}
   */
  default boolean wasEverAssigned(TenantContext tenant, String clientId) {
    return find(tenant, clientId).isPresent();
  }
}
