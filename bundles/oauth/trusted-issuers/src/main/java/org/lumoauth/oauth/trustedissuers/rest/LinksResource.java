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
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.oauth.trustedissuers.IssuerRegistry;
import org.lumoauth.oauth.trustedissuers.SubjectLinks;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.Members;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/admin/oauth/trusted-issuers/{issuerId}/subjects}: who of an issuer is whom here. */
@Path("admin/oauth/trusted-issuers/{issuerId}/subjects")
@Produces("application/json")
public final class LinksResource {

  private static final String GIVE_ROLES = "roles.write";
  private static final Set<String> MEMBERS = Set.of("subject", "userId");

  private final SubjectLinks links;
  private final IssuerRegistry issuers;

  LinksResource(SubjectLinks links, IssuerRegistry issuers) {
    this.links = links;
    this.issuers = issuers;
  }

  @GET
  @Requires("settings.read")
  public ListBody<LinkView> list(
      @Context HttpServletRequest request,
      @PathParam("issuerId") String issuerId,
      @BeanParam PageQuery query) {
    var page = query.request();
    page.sortBy()
        .filter(name -> !name.equals("subject"))
        .ifPresent(
            name -> {
              throw Problem.invalid("sortBy", "sortBy is subject.");
            });
    var found = links.list(Exchange.of(request).tenant(), issuerId, page);
    return ListBody.of(found.map(LinkView::of), "linked_subjects");
  }

  @POST
  @Consumes("application/json")
  @Requires("settings.manage")
  @Takes(
      members = {
        @Member(value = "subject", needed = true),
        @Member(value = "userId", needed = true)
      })
  @AnswersWith(status = 201)
  @Refuses(409)
  public Response link(
      @Context HttpServletRequest request,
      @PathParam("issuerId") String issuerId,
      Map<String, Object> body) {
    var exchange = Exchange.of(request);
    exchange.require(GIVE_ROLES); // it speaks for that user from now on
    issuers.get(exchange.tenant(), issuerId);
    var members = Members.of(body, MEMBERS);
    var link =
        links.link(
            exchange.tenant(),
            issuerId,
            members.required("subject", 500),
            members.required("userId", 320),
            Initiator.of(exchange.caller(), exchange.requestInfo()));
    return Response.status(Response.Status.CREATED)
        .entity(new DataBody<>(LinkView.of(link), "Subject linked."))
        .build();
  }

  @DELETE
  @Path("{linkId}")
  @Requires("settings.manage")
  public MessageBody unlink(
      @Context HttpServletRequest request,
      @PathParam("issuerId") String issuerId,
      @PathParam("linkId") String linkId) {
    var exchange = Exchange.of(request);
    links.unlink(
        exchange.tenant(),
        issuerId,
        linkId,
        Initiator.of(exchange.caller(), exchange.requestInfo()));
    return new MessageBody("Subject unlinked.");
  }
}
