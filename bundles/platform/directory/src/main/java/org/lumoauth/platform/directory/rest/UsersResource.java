package org.lumoauth.platform.directory.rest;

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
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.directory.Account;
import org.lumoauth.platform.directory.Profile;
import org.lumoauth.platform.directory.UserAdministration;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.Members;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/admin/users}: the users themselves. */
@Path("admin/users")
@Produces(MediaType.APPLICATION_JSON)
public final class UsersResource {
  private final UserAdministration users;
  private final UserViews views;
  private final Belonging belonging;
  private final Rank rank;

  UsersResource(UserAdministration users, UserViews views, Belonging belonging, Rank rank) {
    this.users = users;
    this.views = views;
    this.belonging = belonging;
    this.rank = rank;
  }

  @GET
  @Requires("users.read")
  public ListBody<UserView> list(
      @Context HttpServletRequest request, @BeanParam PageQuery page, @BeanParam UserQuery query) {
    var call = Call.of(request);
    var filter = query.filter(belonging, call.tenant());
    var found = users.list(call.tenant(), filter, page.request());
    var shown = views.show(call.tenant(), found.items());
    return ListBody.of(new Page<>(shown, found.total(), found.request()), "users");
  }

  @POST
  @Requires("users.write")
  @Takes(
      value = UserMembers.class,
      members = {@Member(value = "email", needed = true), @Member("password")})
  @AnswersWith(status = 201)
  @Refuses(409)
  public Response create(@Context HttpServletRequest request, Map<String, Object> body) {
    var call = Call.of(request);
    var members = Members.of(body, ProfileForm.NEW_MEMBERS);
    var profile = ProfileForm.created(members);
    var wanted = belonging.read(call, members, List.of()); // refuses before there is one
    var user = users.create(call.tenant(), profile, members.secret("password"), call.by());
    belonging.apply(call, user, wanted);
    return answer(201, call, user, "The user was made.");
  }

  @GET
  @Path("{userId}")
  @Requires("users.read")
  public Response get(@Context HttpServletRequest request, @PathParam("userId") String id) {
    var call = Call.of(request);
    return answer(200, call, users.get(call.tenant(), id), null);
  }

  @PATCH
  @Path("{userId}")
  @Requires("users.write")
  @Takes(UserMembers.class)
  @Refuses({409, 412})
  public Response patch(
      @Context HttpServletRequest request,
      @PathParam("userId") String id,
      Map<String, Object> body) {
    var members = Members.of(body, ProfileForm.MEMBERS);
    return change(Call.of(request), id, members, false);
  }

  @PUT
  @Path("{userId}")
  @Requires("users.write")
  @Takes(
      value = UserMembers.class,
      members = {@Member(value = "email", needed = true)})
  @Refuses({409, 412})
  public Response put(
      @Context HttpServletRequest request,
      @PathParam("userId") String id,
      Map<String, Object> body) {
    var members = Members.of(body, ProfileForm.MEMBERS);
    return change(Call.of(request), id, members, true);
  }

  @DELETE
  @Path("{userId}")
  @Requires("users.write")
  public MessageBody delete(@Context HttpServletRequest request, @PathParam("userId") String id) {
    var call = Call.of(request);
    var user = ranked(call, id);
    users.delete(call.tenant(), user.id(), call.version(), call.by());
    return new MessageBody("The user was removed.");
  }

  @POST
  @Path("{userId}/block")
  @Requires("users.write")
  public Response block(@Context HttpServletRequest request, @PathParam("userId") String id) {
    var call = Call.of(request);
    var user = users.block(call.tenant(), ranked(call, id).id(), true, call.by());
    return answer(200, call, user, "The user is barred and its tokens have ended.");
  }

  @POST
  @Path("{userId}/unblock")
  @Requires("users.write")
  public Response unblock(@Context HttpServletRequest request, @PathParam("userId") String id) {
    var call = Call.of(request);
    var user = users.block(call.tenant(), ranked(call, id).id(), false, call.by());
    return answer(200, call, user, "The user is let in again.");
  }

  @POST
  @Path("{userId}/mark-verified")
  @Requires("users.write")
  public Response markVerified(
      @Context HttpServletRequest request, @PathParam("userId") String id) {
    var call = Call.of(request);
    var user = users.markVerified(call.tenant(), ranked(call, id).id(), call.by());
    return answer(200, call, user, "The address counts as proven.");
  }

  @POST
  @Path("{userId}/password")
  @Requires("users.write")
  @Takes(members = {@Member(value = "password", needed = true)})
  public MessageBody setPassword(
      @Context HttpServletRequest request,
      @PathParam("userId") String id,
      Map<String, Object> body) {
    var call = Call.of(request);
    var password =
        Members.of(body, Set.of("password"))
            .secret("password")
            .orElseThrow(() -> Problem.invalid("password", "password is needed."));
    users.password(call.tenant(), ranked(call, id).id(), password, call.by());
    return new MessageBody("The password was set and the user's tokens have ended.");
  }

  @PUT
  @Path("{userId}/password")
  @Requires("users.write")
  @Takes(members = {@Member(value = "password", needed = true)})
  public MessageBody putPassword(
      @Context HttpServletRequest request,
      @PathParam("userId") String id,
      Map<String, Object> body) {
    return setPassword(request, id, body);
  }

  @POST
  @Path("{userId}/verify-email")
  @Requires("users.write")
  public MessageBody verifyEmail(
      @Context HttpServletRequest request, @PathParam("userId") String id) {
    var call = Call.of(request);
    users.sendVerification(call.tenant(), users.get(call.tenant(), id).id(), call.by());
    return new MessageBody("A message with a link is on its way to the user.");
  }

  @POST
  @Path("{userId}/password-reset")
  @Requires("users.write")
  public MessageBody resetPassword(
      @Context HttpServletRequest request, @PathParam("userId") String id) {
    var call = Call.of(request);
    users.sendPasswordReset(call.tenant(), ranked(call, id).id(), call.by());
    return new MessageBody("A message with a link is on its way to the user.");
  }

  @POST
  @Path("{userId}/mfa/reset")
  @Requires("users.write")
  @Refuses(410)
  public MessageBody resetFactors(@PathParam("userId") String id) {
    throw new Problem(
        410, "gone", "This was removed: give the user a temporary access code instead.");
  }

  private Response change(Call call, String id, Members members, boolean whole) {
    var before = ranked(call, id);
    var had = belonging.groupsOf(call, before);
    var wanted = belonging.read(call, members, had); // refuses before anything is changed
    var user =
        users.change(
            call.tenant(),
            before.id(),
            call.version(),
            old -> profile(members, old, whole),
            call.by());
    belonging.apply(call, user, wanted);
    return answer(200, call, user, "The user was changed.");
  }

  private static Profile profile(Members members, Profile old, boolean whole) {
    return whole ? ProfileForm.replaced(members, old) : ProfileForm.patched(members, old);
  }

  private Account ranked(Call call, String id) {
    var user = users.get(call.tenant(), id);
    rank.requireOver(call.exchange(), user);
    return user;
  }

  private Response answer(int status, Call call, Account user, String message) {
    return Response.status(status)
        .entity(new DataBody<>(views.show(call.tenant(), user), message))
        .tag(new EntityTag(String.valueOf(user.version())))
        .build();
  }
}
