package org.lumoauth.agents.aauthperson.consent;

import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.web.Authenticated;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PersonThemselves;
import org.lumoauth.platform.web.Summary;

/**
 * {@code ~/me/aauth-agents}: which agents of others act for the caller. For people themselves; an
 * application needs a scope that its user agreed to.
 */
@Path("me/aauth-agents")
@Produces("application/json")
@Authenticated
public final class MyAgentsResource {

  static final String READ = "delegations.read";
  static final String WRITE = "delegations.write";

  private final Allowances allowances;

  MyAgentsResource(Allowances allowances) {
    this.allowances = allowances;
  }

  @GET
  @Summary("List which agents of others act for the caller")
  public ListBody<AllowedView> list(@Context HttpServletRequest request) {
    var exchange = Exchange.of(request);
    String user = person(exchange.caller(), Set.of(READ, WRITE));
    return ListBody.whole(
        allowances.of(exchange.tenant(), user).stream().map(AllowedView::of).toList());
  }

  @DELETE
  @Summary("Let an agent of others act for the caller no more")
  @Path("{actingAgentId}")
  public MessageBody end(
      @Context HttpServletRequest request, @PathParam("actingAgentId") String id) {
    var exchange = Exchange.of(request);
    String user = person(exchange.caller(), Set.of(WRITE));
    Allowed found =
        allowances
            .find(exchange.tenant(), id)
            .filter(each -> each.userId().equals(user))
            .orElseThrow(() -> Problem.notFound("No such agent acts for you."));
    allowances.end(
        exchange.tenant(), found, Initiator.of(exchange.caller(), exchange.requestInfo()));
    return new MessageBody("The agent acts for you no more.");
  }

  static String person(Caller caller, Set<String> scopes) {
    return PersonThemselves.require(
        caller, scopes, "Only people themselves say who may act for them.");
  }
}
