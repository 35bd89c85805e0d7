/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest.user;

import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.EntityTag;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.directory.profile.UserProfile;
import org.lumoauth.platform.directory.rest.DirectoryPrivilegeGuard;
import org.lumoauth.platform.directory.rest.DirectoryRequestContext;
import org.lumoauth.platform.directory.user.UserAccount;
import org.lumoauth.platform.directory.user.UserAdministration;
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

/** Serves {@code ~/admin/users}. */
@Path("admin/users")
@Produces(MediaType.APPLICATION_JSON)
public final class UsersResource {
  private final UserAdministration users;
  private final UserViewAssembler views;
  private final UserRoleAndGroupAssignmentHandler belonging;
  private final DirectoryPrivilegeGuard rank;

  public UsersResource(
      UserAdministration users,
      UserViewAssembler views,
      UserRoleAndGroupAssignmentHandler belonging,
      DirectoryPrivilegeGuard rank) {
    this.users = users;
    this.views = views;
    this.belonging = belonging;
    this.rank = rank;
  }

  @GET
  @OperationSummary("List users")
  @RequiresPermission("users.read")
  public ListResponseBody<UserView> list(
      @Context HttpServletRequest request,
      @BeanParam PageQueryParameters page,
      @BeanParam UserListQueryParameters query) {
    var call = DirectoryRequestContext.of(request);
    var filter = query.filter(belonging, call.tenant());
    var found = users.list(call.tenant(), filter, page.request());
    var shown = views.show(call.tenant(), found.items());
    return ListResponseBody.of(new Page<>(shown, found.total(), found.request()), "users");
  }

  @POST
  @OperationSummary("Create a user")
  @RequiresPermission("users.write")
  @ApiRequestParameters(
      value = UserRequestSchema.class,
      members = {@SchemaProperty(value = "email", required = true), @SchemaProperty("password")})
  @ApiResponse(status = 201)
  @ApiErrorResponses(409)
  public Response create(@Context HttpServletRequest request, Map<String, Object> body) {
    var call = DirectoryRequestContext.of(request);
    var members = JsonObjectMemberReader.of(body, UserProfileParser.NEW_MEMBERS);
    var profile = UserProfileParser.created(members);
    var wanted = belonging.read(call, members, List.of()); // validates before the user is created
    var user = users.create(call.tenant(), profile, members.secret("password"), call.by());
    belonging.apply(call, user, wanted);
    return answer(201, call, user, "The user was created.");
  }

  @GET
  @OperationSummary("Get a user")
  @Path("{userId}")
  @RequiresPermission("users.read")
  public Response get(@Context HttpServletRequest request, @PathParam("userId") String id) {
    var call = DirectoryRequestContext.of(request);
    return answer(200, call, users.get(call.tenant(), id), null);
  }

  @PATCH
  @OperationSummary("Update a user")
  @Path("{userId}")
  @RequiresPermission("users.write")
  @ApiRequestParameters(UserRequestSchema.class)
  @ApiErrorResponses({409, 412})
  public Response patch(
      @Context HttpServletRequest request,
      @PathParam("userId") String id,
      Map<String, Object> body) {
    var members = JsonObjectMemberReader.of(body, UserProfileParser.MEMBERS);
    return change(DirectoryRequestContext.of(request), id, members, false);
  }

  @PUT
  @OperationSummary("Replace a user")
  @Path("{userId}")
  @RequiresPermission("users.write")
  @ApiRequestParameters(
      value = UserRequestSchema.class,
      members = {@SchemaProperty(value = "email", required = true)})
  @ApiErrorResponses({409, 412})
  public Response put(
      @Context HttpServletRequest request,
      @PathParam("userId") String id,
      Map<String, Object> body) {
    var members = JsonObjectMemberReader.of(body, UserProfileParser.MEMBERS);
    return change(DirectoryRequestContext.of(request), id, members, true);
  }

  @DELETE
  @OperationSummary("Delete a user")
  @Path("{userId}")
  @RequiresPermission("users.write")
  public MessageResponseBody delete(
      @Context HttpServletRequest request, @PathParam("userId") String id) {
    var call = DirectoryRequestContext.of(request);
    var user = ranked(call, id);
    users.delete(call.tenant(), user.id(), call.version(), call.by());
    return new MessageResponseBody("The user was deleted.");
  }

  @POST
  @OperationSummary("Block a user and revoke their tokens")
  @Path("{userId}/block")
  @RequiresPermission("users.write")
  public Response block(@Context HttpServletRequest request, @PathParam("userId") String id) {
    var call = DirectoryRequestContext.of(request);
    var user = users.block(call.tenant(), ranked(call, id).id(), true, call.by());
    return answer(200, call, user, "The user was blocked and their tokens were revoked.");
  }

  @POST
  @OperationSummary("Unblock a user")
  @Path("{userId}/unblock")
  @RequiresPermission("users.write")
  public Response unblock(@Context HttpServletRequest request, @PathParam("userId") String id) {
    var call = DirectoryRequestContext.of(request);
    var user = users.block(call.tenant(), ranked(call, id).id(), false, call.by());
    return answer(200, call, user, "The user was unblocked.");
  }

  @POST
  @OperationSummary("Mark the email address of a user as verified")
  @Path("{userId}/mark-verified")
  @RequiresPermission("users.write")
  public Response markVerified(
      @Context HttpServletRequest request, @PathParam("userId") String id) {
    var call = DirectoryRequestContext.of(request);
    var user = users.markVerified(call.tenant(), ranked(call, id).id(), call.by());
    return answer(200, call, user, "The email address was marked as verified.");
  }

  @POST
  @OperationSummary("Set the password of a user")
  @Path("{userId}/password")
  @RequiresPermission("users.write")
  @ApiRequestParameters(members = {@SchemaProperty(value = "password", required = true)})
  public MessageResponseBody setPassword(
      @Context HttpServletRequest request,
      @PathParam("userId") String id,
      Map<String, Object> body) {
    var call = DirectoryRequestContext.of(request);
    var password =
        JsonObjectMemberReader.of(body, Set.of("password"))
            .secret("password")
            .orElseThrow(() -> ApiException.invalid("password", "`password` is required."));
    users.password(call.tenant(), ranked(call, id).id(), password, call.by());
    return new MessageResponseBody("The password was set and the user's tokens were revoked.");
  }

  @PUT
  @OperationSummary("Set the password of a user")
  @Path("{userId}/password")
  @RequiresPermission("users.write")
  @ApiRequestParameters(members = {@SchemaProperty(value = "password", required = true)})
  public MessageResponseBody putPassword(
      @Context HttpServletRequest request,
      @PathParam("userId") String id,
      Map<String, Object> body) {
    return setPassword(request, id, body);
  }

  @POST
  @OperationSummary("Send a user a link to verify their email address")
  @Path("{userId}/verify-email")
  @RequiresPermission("users.write")
  public MessageResponseBody verifyEmail(
      @Context HttpServletRequest request, @PathParam("userId") String id) {
    var call = DirectoryRequestContext.of(request);
    users.sendVerification(call.tenant(), users.get(call.tenant(), id).id(), call.by());
    return new MessageResponseBody("A message with a link was sent to the user.");
  }

  @POST
  @OperationSummary("Send a user a link to reset their password")
  @Path("{userId}/password-reset")
  @RequiresPermission("users.write")
  public MessageResponseBody resetPassword(
      @Context HttpServletRequest request, @PathParam("userId") String id) {
    var call = DirectoryRequestContext.of(request);
    users.sendPasswordReset(call.tenant(), ranked(call, id).id(), call.by());
    return new MessageResponseBody("A message with a link was sent to the user.");
  }

  @POST
  @OperationSummary("Reset the factors of a user (removed, always returns 410)")
  @Path("{userId}/mfa/reset")
  @RequiresPermission("users.write")
  @ApiErrorResponses(410)
  public MessageResponseBody resetFactors(@PathParam("userId") String id) {
    throw new ApiException(
        410,
        "gone",
        "This endpoint was removed. Issue a temporary access code to the user " + "instead.");
  }

  private Response change(
      DirectoryRequestContext call, String id, JsonObjectMemberReader members, boolean whole) {
    var before = ranked(call, id);
    var had = belonging.groupsOf(call, before);
    var wanted = belonging.read(call, members, had); // validates before any change
    var user =
        users.change(
            call.tenant(),
            before.id(),
            call.version(),
            old -> profile(members, old, whole),
            call.by());
    belonging.apply(call, user, wanted);
    return answer(200, call, user, "The user was updated.");
  }

  private static UserProfile profile(
      JsonObjectMemberReader members, UserProfile old, boolean whole) {
    return whole
        ? UserProfileParser.replaced(members, old)
        : UserProfileParser.patched(members, old);
  }

  private UserAccount ranked(DirectoryRequestContext call, String id) {
    var user = users.get(call.tenant(), id);
    rank.requirePrivilegeOver(call.exchange(), user);
    return user;
  }

  private Response answer(
      int status, DirectoryRequestContext call, UserAccount user, String message) {
    return Response.status(status)
        .entity(new DataResponseBody<>(views.show(call.tenant(), user), message))
        .tag(new EntityTag(String.valueOf(user.version())))
        .build();
  }
}
