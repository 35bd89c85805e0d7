package org.lumoauth.agents.aauth.grant;

import org.lumoauth.agents.aauth.token.ResourceJwts;
import org.lumoauth.agents.aauth.token.Signer;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads the resource token with which an agent asks. */
@Component(service = Asks.class)
public final class Asks {

  private final ResourceJwts tokens;

  @Activate
  public Asks(@Reference ResourceJwts tokens) {
    this.tokens = tokens;
  }

  /**
   * What the resource wants this agent, by this key, to ask for.
   *
   * @throws Problem 400 {@code invalid_request} without a token that holds, or with one that is for
   *     somebody else
   */
  ResourceJwts.Ask of(TenantContext tenant, Signer signer, String token) {
    ResourceJwts.Ask ask;
    try {
      ask = tokens.verify(tenant, token);
    } catch (InvalidTokenException e) {
      throw Problem.invalidRequest("The resource token does not hold: " + e.getMessage() + ".");
    }
    if (!ask.agent().equals(signer.party().identifier())
        || !ask.thumbprint().equals(signer.thumbprint())) {
      throw Problem.invalidRequest("The resource token is for another agent or another key.");
    }
    return ask;
  }
}
