package org.lumoauth.agents.aauthperson.request;

import java.util.Set;
import org.lumoauth.agents.aauthperson.token.DraftTokens;
import org.lumoauth.agents.aauthperson.token.Token;
import org.lumoauth.agents.aauthperson.token.TokenProblem;
import org.lumoauth.agents.aauthperson.token.TokenType;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Verifies a token that an agent shows to resources: a person token or an auth token. */
@Component(service = ShownTokens.class)
public final class ShownTokens {

  private final DraftTokens tokens;

  @Activate
  public ShownTokens(@Reference DraftTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * Verifies one or the other.
   *
   * @param personServers whose person tokens are taken
   * @param issuers whose auth tokens are taken
   * @throws TokenProblem if it is neither, or does not hold
   */
  Shown verify(TenantContext tenant, String jwt, Set<String> personServers, Set<String> issuers)
      throws TokenProblem {
    try {
      return new Shown(tokens.verify(tenant, TokenType.PERSON, jwt, personServers), false);
    } catch (TokenProblem notOfAPerson) {
      if (notOfAPerson.way() != TokenProblem.Way.INVALID) {
        throw notOfAPerson;
      }
      return new Shown(tokens.verify(tenant, TokenType.AUTH, jwt, issuers), true);
    }
  }

  /**
   * A token that was shown.
   *
   * @param auth whether it is an auth token
   */
  record Shown(Token token, boolean auth) {

    /** The person server that it names. */
    String personServer() {
      return token.text(auth ? "ps" : "iss");
    }
  }
}
