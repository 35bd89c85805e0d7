package org.lumoauth.oauth.clientauth.tls;

import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.TokenConfirmation;
import org.osgi.service.component.annotations.Component;

/** Refuses a token that is bound to a certificate on a connection without it. */
@Component(property = {"lumoauth.kind=token-confirmation", "lumoauth.name=x5t#S256"})
public final class CertificateConfirmation implements TokenConfirmation {

  @Override
  public void check(TenantContext tenant, Object value, RequestView request)
      throws InvalidTokenException {
    boolean proven =
        request.certificate().map(Thumbprint::of).filter(own -> own.equals(value)).isPresent();
    if (!proven) {
      throw new InvalidTokenException("the token is bound to another certificate", false);
    }
  }
}
