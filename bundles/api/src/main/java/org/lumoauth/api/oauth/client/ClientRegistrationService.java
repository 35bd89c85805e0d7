/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.client;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Registers clients by their metadata (RFC 7591 section 2). */
@ProviderType
public interface ClientRegistrationService {

  /**
   * A registered client.
   *
   * @param clientId {@code client_id}
   * @param secret {@code client_secret}, if it was just generated
   * @param issuedAt {@code client_id_issued_at}
   * @param metadata all registered metadata, by RFC 7591 names
   */
  record ClientRegistration(
      String clientId, Optional<String> secret, Instant issuedAt, Map<String, Object> metadata) {
    @Override
    public String toString() {
      return "Registration[" + clientId + "]";
    }
  }

  /**
   * Registers a client. Unknown members are ignored (section 3.2.1).
   *
   * @param metadata the client's metadata, and {@code require_pkce}, which the client cannot choose
   *     itself: false exempts a confidential client; it is set here and never changed. {@link
   *     Client#SELF_REGISTERED} marks a client that no administrator approved
   * @throws OAuthException 400 {@code invalid_redirect_uri} or {@code invalid_client_metadata}
   *     (section 3.2.2)
   */
  ClientRegistration register(
      TenantContext tenant, Map<String, Object> metadata, AuditInitiator by);

  /** Returns the client, enabled or not. */
  Optional<ClientRegistration> find(TenantContext tenant, String clientId);

  /**
   * Replaces all metadata of a client (RFC 7592 section 2.2).
   *
   * @throws OAuthException as {@link #register}
   * @throws org.lumoauth.api.web.ApiException 404 {@code resource_not_found}
   */
  ClientRegistration replace(
      TenantContext tenant, String clientId, Map<String, Object> metadata, AuditInitiator by);

  /**
   * Removes a client and revokes its tokens (RFC 7592 section 2.3).
   *
   * @throws org.lumoauth.api.web.ApiException 404 {@code resource_not_found}
   */
  void remove(TenantContext tenant, String clientId, AuditInitiator by);
}
