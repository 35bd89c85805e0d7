package org.lumoauth.api.oauth;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Registers clients by their metadata (RFC 7591 section 2). */
@ProviderType
public interface ClientRegistrationService {

  /**
   * A registered client.
   *
   * @param clientId {@code client_id}
   * @param secret {@code client_secret}, where it was made just now
   * @param issuedAt {@code client_id_issued_at}
   * @param metadata everything that is registered, by RFC 7591 names
   */
  record ClientRegistration(
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
   * @throws OAuthException 400 {@code invalid_redirect_uri} or {@code invalid_client_metadata}
   *     (section 3.2.2)
   */
  ClientRegistration register(
      TenantContext tenant, Map<String, Object> metadata, AuditInitiator by);

  /** The client, enabled or not. */
  Optional<ClientRegistration> find(TenantContext tenant, String clientId);

  /**
   * Replaces everything that is registered of a client (RFC 7592 section 2.2).
   *
   * @throws OAuthException as {@link #register}
   * @throws org.lumoauth.api.web.ApiException 404 {@code resource_not_found}
   */
  ClientRegistration replace(
      TenantContext tenant, String clientId, Map<String, Object> metadata, AuditInitiator by);

  /**
   * Removes a client and ends its tokens (RFC 7592 section 2.3).
   *
   * @throws org.lumoauth.api.web.ApiException 404 {@code resource_not_found}
   */
  void remove(TenantContext tenant, String clientId, AuditInitiator by);
}
