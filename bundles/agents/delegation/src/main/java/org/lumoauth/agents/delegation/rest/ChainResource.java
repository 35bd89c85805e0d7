package org.lumoauth.agents.delegation.rest;

import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.lumoauth.agents.delegation.chain.ChainNode;
import org.lumoauth.agents.delegation.chain.Chains;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.api.web.Authenticated;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.Summary;

/**
 * {@code ~/agents/chain/{jti}}: how a token came to be. For who takes part in it, and for those who
 * may see agents; everybody else is refused whether there is such a token or not.
 */
@Path("agents/chain")
@Produces("application/json")
public final class ChainResource {

  private final Chains chains;

  ChainResource(Chains chains) {
    this.chains = chains;
  }

  @GET
  @Summary("Draw who acted for whom in a token")
  @Path("{jti}")
  @Authenticated
  public DataBody<ChainNode> draw(
      @Context HttpServletRequest request, @PathParam("jti") String jti) {
    var exchange = Exchange.of(request);
    Optional<VerifiedToken> token = chains.token(exchange.tenant(), jti);
    if (token.filter(of -> takesPart(exchange.caller(), of)).isEmpty()) {
      exchange.require("agents.read");
    }
    return chains
        .draw(exchange.tenant(), jti)
        .map(DataBody::of)
        .orElseThrow(() -> Problem.notFound("No token of this id took part in an exchange."));
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
