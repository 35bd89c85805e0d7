/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientauth.tls;

import java.util.Optional;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientAuthenticationMethod;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Authenticates a client by a certificate of a trusted authority.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8705#section-2.1">RFC 8705 section 2.1</a>
 */
@Component(
    property = {
      "lumoauth.kind=client-authentication",
      "lumoauth.name=tls_client_auth",
      "lumoauth.web.parameters=client_id The client ID"
    })
public final class TlsClientAuthenticator implements ClientAuthenticationMethod {

  private final CertificateAuthenticationSupport clients;
  private final TrustedCertificateAuthorities authorities;

  @Activate
  public TlsClientAuthenticator(
      @Reference ClientDirectory clients, @Reference TrustedCertificateAuthorities authorities) {
    this.clients = new CertificateAuthenticationSupport(clients, "tls_client_auth");
    this.authorities = authorities;
  }

  @Override
  public Optional<Client> authenticate(TenantContext tenant, OAuthRequest request) {
    return clients.authenticate(
        tenant,
        request,
        (client, certificate) ->
            RegisteredCertificateSubject.of(client)
                    .map(name -> name.matches(certificate))
                    .orElse(false)
                && authorities.hasIssued(certificate));
  }
}
