/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientauth.tls;

import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientAuthenticationMethod;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.oauth.client.ClientKeyProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Authenticates a client by a certificate that it registered in {@code x5c} of a key.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8705#section-2.2">RFC 8705 section 2.2</a>
 */
@Component(
    property = {
      "lumoauth.kind=client-authentication",
      "lumoauth.name=self_signed_tls_client_auth",
      "lumoauth.web.parameters=client_id The client ID"
    })
public final class SelfSignedTlsClientAuthenticator implements ClientAuthenticationMethod {

  private final CertificateAuthenticationSupport clients;
  private final ClientKeyProvider keys;

  @Activate
  public SelfSignedTlsClientAuthenticator(
      @Reference ClientDirectory clients, @Reference ClientKeyProvider keys) {
    this.clients = new CertificateAuthenticationSupport(clients, "self_signed_tls_client_auth");
    this.keys = keys;
  }

  @Override
  public Optional<Client> authenticate(TenantContext tenant, OAuthRequest request) {
    return clients.authenticate(
        tenant,
        request,
        (client, certificate) ->
            keys.find(tenant, client, Optional.empty()).stream()
                .anyMatch(key -> holds(key, certificate)));
  }

  private static boolean holds(Map<String, Object> key, X509Certificate certificate) {
    if (!(key.get("x5c") instanceof List<?> chain)
        || chain.isEmpty()
        || !(chain.get(0) instanceof String first)) {
      return false;
    }
    try {
      certificate.checkValidity();
      return Arrays.equals(Base64.getDecoder().decode(first), certificate.getEncoded());
    } catch (IllegalArgumentException e) {
      return false;
    } catch (CertificateEncodingException e) {
      return false;
    } catch (CertificateException e) {
      return false; // expired, or not yet valid
    }
  }
}
