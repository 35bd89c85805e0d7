/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers.rest;

import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.oauth.trustedissuers.SubjectLinkService;
import org.lumoauth.oauth.trustedissuers.TrustedIssuerAdminService;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/**
 * Serves {@code ~/admin/oauth/trusted-issuers/{issuerId}/subjects}, the links between subjects of
 * an issuer and users.
 */
@Path("admin/oauth/trusted-issuers/{issuerId}/subjects")
@Produces("application/json")
public final class SubjectLinksResource {

  private static final String GIVE_ROLES = "roles.write";
  private static final Set<String> MEMBERS = Set.of("subject", "userId");

  private final SubjectLinkService links;
  private final TrustedIssuerAdminService issuers;

  SubjectLinksResource(SubjectLinkService links, TrustedIssuerAdminService issuers) {
    this.links = links;
    this.issuers = issuers;
  }

  @GET
  @OperationSummary("List the linked subjects of a trusted issuer")
  @RequiresPermission("settings.read")
  public ListResponseBody<SubjectLinkView> list(
      @Context HttpServletRequest request,
      @PathParam("issuerId") String issuerId,
      @BeanParam PageQueryParameters query) {
    var page = query.request();
    page.sortBy()
        .filter(name -> !name.equals("subject"))
        .ifPresent(
            name -> {
              throw ApiException.invalid("sortBy", "sortBy must be subject.");
            });
    var found = links.list(HttpExchange.of(request).tenant(), issuerId, page);
    return ListResponseBody.of(found.map(SubjectLinkView::of), "linked_subjects");
  }

  @POST
  @OperationSummary("Link a subject of a trusted issuer to a user")
  @Consumes("application/json")
  @RequiresPermission("settings.manage")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(value = "subject", required = true),
        @SchemaProperty(value = "userId", required = true)
      })
  @ApiResponse(status = 201)
  @ApiErrorResponses(409)
  public Response link(
      @Context HttpServletRequest request,
      @PathParam("issuerId") String issuerId,
      Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    exchange.require(GIVE_ROLES); // The issuer can assert that user from now on.
    issuers.get(exchange.tenant(), issuerId);
    var members = JsonObjectMemberReader.of(body, MEMBERS);
    var link =
        links.link(
            exchange.tenant(),
            issuerId,
            members.requireText("subject", 500),
            members.requireText("userId", 320),
            exchange.initiator());
    return DataResponseBody.created(SubjectLinkView.of(link), "Subject linked.");
  }

  @DELETE
  @OperationSummary("Unlink a subject of a trusted issuer")
  @Path("{linkId}")
  @RequiresPermission("settings.manage")
  public MessageResponseBody unlink(
      @Context HttpServletRequest request,
      @PathParam("issuerId") String issuerId,
      @PathParam("linkId") String linkId) {
    var exchange = HttpExchange.of(request);
    links.unlink(exchange.tenant(), issuerId, linkId, exchange.initiator());
    return new MessageResponseBody("Subject unlinked.");
  }
}
