/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.rest;

import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.lumoauth.agents.delegation.chain.TokenChainNode;
import org.lumoauth.agents.delegation.chain.TokenChainService;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.RequiresAuthentication;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;

/**
 * Serves {@code ~/agents/chain/{jti}}: the origin of a token. Available to its parties and to
 * callers that may read agents; all other callers get the same error whether the token exists or
 * not.
 */
@Path("agents/chain")
@Produces("application/json")
public final class TokenChainResource {

  private final TokenChainService chains;

  TokenChainResource(TokenChainService chains) {
    this.chains = chains;
  }

  @GET
  @OperationSummary("Get the chain of a token: its subject, actors and source tokens")
  @Path("{jti}")
  @RequiresAuthentication
  public DataResponseBody<TokenChainNode> draw(
      @Context HttpServletRequest request, @PathParam("jti") String jti) {
    var exchange = HttpExchange.of(request);
    Optional<VerifiedToken> token = chains.findToken(exchange.tenant(), jti);
    if (token.filter(of -> takesPart(exchange.caller(), of)).isEmpty()) {
      exchange.require("agents.read");
    }
    return chains
        .buildTree(exchange.tenant(), jti)
        .map(DataResponseBody::of)
        .orElseThrow(
            () -> ApiException.notFound("No token with this id took part in an exchange."));
  }

  private static boolean takesPart(Caller caller, VerifiedToken token) {
    if (caller.credentialId().equals(token.id())) {
      return true;
    }
    SubjectRef self = caller.subject();
    return caller.actors().isEmpty()
        && (self.equals(token.subject()) || token.actors().contains(self));
  }
}
