/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.request;

import java.util.Set;
import org.lumoauth.agents.aauthperson.token.AAuthJwtService;
import org.lumoauth.agents.aauthperson.token.AAuthJwtType;
import org.lumoauth.agents.aauthperson.token.AAuthTokenException;
import org.lumoauth.agents.aauthperson.token.VerifiedAAuthToken;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Verifies the token that an agent presents to resources: a person token or an auth token. */
@Component(service = AAuthPresentedTokenVerifier.class)
public final class AAuthPresentedTokenVerifier {

  private final AAuthJwtService tokens;

  @Activate
  public AAuthPresentedTokenVerifier(@Reference AAuthJwtService tokens) {
    this.tokens = tokens;
  }

  /**
   * Verifies a person token or an auth token.
   *
   * @param personServers the accepted issuers of person tokens
   * @param issuers the accepted issuers of auth tokens
   * @throws AAuthTokenException if it is neither, or is invalid
   */
  AAuthPresentedToken verify(
      TenantContext tenant, String jwt, Set<String> personServers, Set<String> issuers)
      throws AAuthTokenException {
    try {
      return new AAuthPresentedToken(
          tokens.verify(tenant, AAuthJwtType.PERSON, jwt, personServers), false);
    } catch (AAuthTokenException notOfAPerson) {
      if (notOfAPerson.fault() != AAuthTokenException.AAuthTokenFault.INVALID) {
        throw notOfAPerson;
      }
      return new AAuthPresentedToken(tokens.verify(tenant, AAuthJwtType.AUTH, jwt, issuers), true);
    }
  }

  /**
   * A verified presented token.
   *
   * @param auth whether it is an auth token
   */
  record AAuthPresentedToken(VerifiedAAuthToken token, boolean auth) {

    /** Returns the person server that it names. */
    String personServer() {
      return token.text(auth ? "ps" : "iss");
    }
  }
}
