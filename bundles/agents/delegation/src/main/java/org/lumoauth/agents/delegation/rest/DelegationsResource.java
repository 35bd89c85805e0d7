package org.lumoauth.agents.delegation.rest;

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
import org.lumoauth.agents.delegation.consent.DelegationBook;
import org.lumoauth.agents.delegation.consent.StoredDelegation;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.Subjects;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.CredentialChangeGuard;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.Summary;

/** {@code ~/admin/delegations}: seen and ended by administrators, given by nobody but people. */
@Path("admin/delegations")
@Produces("application/json")
public final class DelegationsResource {

  private final DelegationBook book;
  private final Subjects subjects;
  private final CredentialChangeGuard guard;

  DelegationsResource(DelegationBook book, Subjects subjects, CredentialChangeGuard guard) {
    this.book = book;
    this.subjects = subjects;
    this.guard = guard;
  }

  @GET
  @Summary("List delegations, the newest first")
  @Requires("agents.read")
  public ListBody<DelegationView> list(
      @Context HttpServletRequest request,
      @BeanParam PageQuery query,
      @QueryParam("userId") String userId,
      @QueryParam("agentId") String agentId) {
    var tenant = Exchange.of(request).tenant();
    Page<StoredDelegation> found =
        book.list(tenant, given(userId), given(agentId), query.request());
    return ListBody.of(
        new Page<>(
            found.items().stream().map(each -> DelegationView.of(tenant, subjects, each)).toList(),
            found.total(),
            found.request()),
        "delegations");
  }

  @GET
  @Summary("Show a delegation")
  @Path("{delegationId}")
  @Requires("agents.read")
  public DataBody<DelegationView> get(
      @Context HttpServletRequest request, @PathParam("delegationId") String id) {
    var exchange = Exchange.of(request);
    return DataBody.of(DelegationView.of(exchange.tenant(), subjects, found(exchange, id)));
  }

  @DELETE
  @Summary("End a delegation")
  @Path("{delegationId}")
  @Requires("agents.write")
  public MessageBody revoke(
      @Context HttpServletRequest request, @PathParam("delegationId") String id) {
    var exchange = Exchange.of(request);
    StoredDelegation delegation = found(exchange, id);
    guard.requireOver(exchange, new SubjectRef(SubjectRef.USER, delegation.userId()));
    book.revoke(
        exchange.tenant(), delegation, Initiator.of(exchange.caller(), exchange.requestInfo()));
    return new MessageBody("The agent may act for the user no more.");
  }

  private StoredDelegation found(Exchange exchange, String id) {
    return book.find(exchange.tenant(), id)
        .orElseThrow(() -> Problem.notFound("There is no such delegation."));
  }

  private static Optional<String> given(String parameter) {
    return Optional.ofNullable(parameter).filter(text -> !text.isBlank());
  }
}
