package org.lumoauth.agents.aauthperson.consent;

import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.CredentialChangeGuard;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.Summary;

/** {@code ~/admin/aauth-person/agents}: seen and ended by administrators, let by people alone. */
@Path("admin/aauth-person/agents")
@Produces("application/json")
public final class AllowancesResource {

  private final Allowances allowances;
  private final CredentialChangeGuard guard;

  AllowancesResource(Allowances allowances, CredentialChangeGuard guard) {
    this.allowances = allowances;
    this.guard = guard;
  }

  @GET
  @Summary("List which agents of others act for people, the newest first")
  @Requires("agents.read")
  public ListBody<AllowedView> list(
      @Context HttpServletRequest request,
      @BeanParam PageQuery query,
      @QueryParam("userId") String userId) {
    var tenant = Exchange.of(request).tenant();
    Optional<String> user = Optional.ofNullable(userId).filter(text -> !text.isBlank());
    return ListBody.of(
        allowances.list(tenant, user, query.request()).map(AllowedView::of), "aauth_agents");
  }

  @GET
  @Summary("Show what a person let an agent of others do")
  @Path("{actingAgentId}")
  @Requires("agents.read")
  public DataBody<AllowedView> get(
      @Context HttpServletRequest request, @PathParam("actingAgentId") String id) {
    return DataBody.of(AllowedView.of(found(Exchange.of(request), id)));
  }

  @DELETE
  @Summary("Let an agent of others act for a person no more")
  @Path("{actingAgentId}")
  @Requires("agents.write")
  public MessageBody end(
      @Context HttpServletRequest request, @PathParam("actingAgentId") String id) {
    var exchange = Exchange.of(request);
    Allowed allowed = found(exchange, id);
    guard.requireOver(exchange, new SubjectRef(SubjectRef.USER, allowed.userId()));
    allowances.end(
        exchange.tenant(), allowed, Initiator.of(exchange.caller(), exchange.requestInfo()));
    return new MessageBody("The agent acts for the person no more.");
  }

  private Allowed found(Exchange exchange, String id) {
    return allowances
        .find(exchange.tenant(), id)
        .orElseThrow(() -> Problem.notFound("No such agent acts for anybody."));
  }
}
