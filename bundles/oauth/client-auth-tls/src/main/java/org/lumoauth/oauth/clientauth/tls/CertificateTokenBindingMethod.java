/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientauth.tls;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.token.TokenBindingMethod;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/**
 * Binds tokens to the certificate of the connection, for clients registered for it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8705#section-3">RFC 8705 section 3</a>
 */
@Component(property = {"lumoauth.kind=token-binding", "lumoauth.name=mtls"})
public final class CertificateTokenBindingMethod implements TokenBindingMethod {

  /** Client metadata (RFC 8705 section 3.4). */
  private static final String BOUND = "tls_client_certificate_bound_access_tokens";

  @Override
  public Optional<KeyProof> prove(TenantContext tenant, Client client, OAuthRequest request) {
    if (!Boolean.TRUE.equals(client.metadata().get(BOUND))) {
      return Optional.empty();
    }
    String thumbprint =
        request
            .certificate()
            .map(CertificateThumbprintCalculator::of)
            .orElseThrow(
                () ->
                    OAuthException.invalidRequest("The client must use a TLS client certificate."));
    return Optional.of(
        new KeyProof(
            "Bearer", Map.of(CertificateThumbprintCalculator.MEMBER, thumbprint), Map.of()));
  }
}
