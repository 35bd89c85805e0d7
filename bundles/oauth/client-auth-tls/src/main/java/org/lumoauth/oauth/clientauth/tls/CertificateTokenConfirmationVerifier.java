/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientauth.tls;

import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.TokenConfirmationVerifier;
import org.osgi.service.component.annotations.Component;

/** Refuses a certificate-bound token if the connection does not use that certificate. */
@Component(property = {"lumoauth.kind=token-confirmation", "lumoauth.name=x5t#S256"})
public final class CertificateTokenConfirmationVerifier implements TokenConfirmationVerifier {

  @Override
  public void check(TenantContext tenant, Object value, HttpRequestView request)
      throws InvalidTokenException {
    boolean proven =
        request
            .certificate()
            .map(CertificateThumbprintCalculator::of)
            .filter(own -> own.equals(value))
            .isPresent();
    if (!proven) {
      throw new InvalidTokenException("the token is bound to a different certificate", false);
    }
  }
}
