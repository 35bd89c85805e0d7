/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.agents.delegation.consent.DelegationConsentService;
import org.lumoauth.agents.delegation.consent.StoredDelegation;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/**
 * Administers {@code ~/admin/delegations}: administrators can list and revoke delegations, but only
 * users can grant them.
 */
@Path("admin/delegations")
@Produces("application/json")
public final class AdminDelegationsResource {

  private final DelegationConsentService book;
  private final SubjectDirectory subjects;
  private final PrivilegeEscalationGuard guard;

  AdminDelegationsResource(
      DelegationConsentService book, SubjectDirectory subjects, PrivilegeEscalationGuard guard) {
    this.book = book;
    this.subjects = subjects;
    this.guard = guard;
  }

  @GET
  @OperationSummary("List delegations, newest first")
  @RequiresPermission("agents.read")
  public ListResponseBody<DelegationView> list(
      @Context HttpServletRequest request,
      @BeanParam PageQueryParameters query,
      @QueryParam("userId") String userId,
      @QueryParam("agentId") String agentId) {
    var tenant = HttpExchange.of(request).tenant();
    Page<StoredDelegation> found =
        book.list(tenant, given(userId), given(agentId), query.request());
    return ListResponseBody.of(
        new Page<>(
            found.items().stream().map(each -> DelegationView.of(tenant, subjects, each)).toList(),
            found.total(),
            found.request()),
        "delegations");
  }

  @GET
  @OperationSummary("Get a delegation")
  @Path("{delegationId}")
  @RequiresPermission("agents.read")
  public DataResponseBody<DelegationView> get(
      @Context HttpServletRequest request, @PathParam("delegationId") String id) {
    var exchange = HttpExchange.of(request);
    return DataResponseBody.of(DelegationView.of(exchange.tenant(), subjects, found(exchange, id)));
  }

  @DELETE
  @OperationSummary("End a delegation")
  @Path("{delegationId}")
  @RequiresPermission("agents.write")
  public MessageResponseBody revoke(
      @Context HttpServletRequest request, @PathParam("delegationId") String id) {
    var exchange = HttpExchange.of(request);
    StoredDelegation delegation = found(exchange, id);
    guard.requirePrivilegesOver(exchange, new SubjectRef(SubjectRef.USER, delegation.userId()));
    book.revoke(exchange.tenant(), delegation, exchange.initiator());
    return new MessageResponseBody(
        "The delegation was ended. The agent may no longer act for the user.");
  }

  private StoredDelegation found(HttpExchange exchange, String id) {
    return book.find(exchange.tenant(), id)
        .orElseThrow(() -> ApiException.notFound("The delegation does not exist."));
  }

  private static Optional<String> given(String parameter) {
    return Optional.ofNullable(parameter).filter(text -> !text.isBlank());
  }
}
