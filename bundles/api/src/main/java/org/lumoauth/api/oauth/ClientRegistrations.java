package org.lumoauth.api.oauth;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Registers clients by their metadata (RFC 7591 section 2). */
@ProviderType
public interface ClientRegistrations {

  /**
   * A registered client.
   *
   * @param clientId {@code client_id}
   * @param secret {@code client_secret}, where it was made just now
   * @param issuedAt {@code client_id_issued_at}
   * @param metadata everything that is registered, by RFC 7591 names
   */
  record Registration(
      String clientId, Optional<String> secret, Instant issuedAt, Map<String, Object> metadata) {
    @Override
    public String toString() {
      return "Registration[" + clientId + "]";
    }
  }

  /**
   * Registers a client. Members that this server does not know are left out (section 3.2.1).
   *
   * @param metadata what the client asks for, and {@code require_pkce}, which is not the client's
   *     to say: false lets one that can keep a secret do without; it is set here and never changed.
   *     {@link Client#SELF_REGISTERED} marks a client that no administrator vouches for
   * @throws OAuthError 400 {@code invalid_redirect_uri} or {@code invalid_client_metadata} (section
   *     3.2.2)
   */
  Registration register(TenantContext tenant, Map<String, Object> metadata, Initiator by);

  /** The client, enabled or not. */
  Optional<Registration> find(TenantContext tenant, String clientId);

  /**
   * Replaces everything that is registered of a client (RFC 7592 section 2.2).
   *
   * @throws OAuthError as {@link #register}
   * @throws org.lumoauth.api.web.Problem 404 {@code resource_not_found}
   */
  Registration replace(
      TenantContext tenant, String clientId, Map<String, Object> metadata, Initiator by);

  /**
   * Removes a client and ends its tokens (RFC 7592 section 2.3).
   *
   * @throws org.lumoauth.api.web.Problem 404 {@code resource_not_found}
   */
  void remove(TenantContext tenant, String clientId, Initiator by);
}
