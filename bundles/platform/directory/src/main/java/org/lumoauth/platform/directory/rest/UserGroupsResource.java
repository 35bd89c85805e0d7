package org.lumoauth.platform.directory.rest;

import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.directory.Account;
import org.lumoauth.platform.directory.Memberships;
import org.lumoauth.platform.directory.UserAdministration;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/admin/users/{id}/groups}. */
@Path("admin/users/{userId}/groups")
@Produces(MediaType.APPLICATION_JSON)
public final class UserGroupsResource {
  private static final List<String> NAMES = List.of("groups", "groupIds", "group", "groupId");

  private final UserAdministration users;
  private final Memberships memberships;
  private final UserViews views;
  private final Belonging belonging;
  private final Rank rank;

  UserGroupsResource(
      UserAdministration users,
      Memberships memberships,
      UserViews views,
      Belonging belonging,
      Rank rank) {
    this.users = users;
    this.memberships = memberships;
    this.views = views;
    this.belonging = belonging;
    this.rank = rank;
  }

  @GET
  @Requires("users.read")
  public ListBody<RefView> list(
      @Context HttpServletRequest request, @PathParam("userId") String id) {
    var call = Call.of(request);
    var groups = memberships.groupsOf(call.tenant(), users.get(call.tenant(), id));
    return ListBody.whole(groups.stream().map(RefView::of).toList());
  }

  @POST
  @Requires("users.write")
  @Takes(
      members = {
        @Member(value = "groups", type = Object.class, says = "One id, or a list of ids"),
        @Member(value = "groupIds", type = Object.class, says = "As groups"),
        @Member(value = "group", type = Object.class, says = "As groups"),
        @Member(value = "groupId", type = Object.class, says = "As groups")
      })
  public DataBody<UserView> add(
      @Context HttpServletRequest request,
      @PathParam("userId") String id,
      Map<String, Object> body) {
    var call = Call.of(request);
    var user = users.get(call.tenant(), id);
    var groups = belonging.groups(call.tenant(), Holdings.read(body, NAMES));
    rank.requireInto(call.exchange(), groups);
    memberships.add(call.tenant(), groups, List.of(user), call.by());
    return answer(call, user, "The user was put into the groups.");
  }

  @PUT
  @Requires("users.write")
  @Takes(
      members = {
        @Member(value = "groups", type = Object.class, says = "One id, or a list of ids"),
        @Member(value = "groupIds", type = Object.class, says = "As groups"),
        @Member(value = "group", type = Object.class, says = "As groups"),
        @Member(value = "groupId", type = Object.class, says = "As groups")
      })
  public DataBody<UserView> replace(
      @Context HttpServletRequest request,
      @PathParam("userId") String id,
      Map<String, Object> body) {
    var call = Call.of(request);
    var user = users.get(call.tenant(), id);
    var groups = belonging.groups(call.tenant(), Holdings.read(body, NAMES));
    belonging.replaceGroups(call, user, groups);
    return answer(call, user, "The user's groups were set.");
  }

  @DELETE
  @Path("{groupId}")
  @Requires("users.write")
  public DataBody<UserView> remove(
      @Context HttpServletRequest request,
      @PathParam("userId") String id,
      @PathParam("groupId") String groupId) {
    var call = Call.of(request);
    var user = users.get(call.tenant(), id);
    var group = belonging.group(call.tenant(), groupId);
    rank.requireInto(call.exchange(), List.of(group));
    memberships.remove(call.tenant(), group, user, call.by());
    return answer(call, user, "The user was taken out of the group.");
  }

  private DataBody<UserView> answer(Call call, Account user, String message) {
    return new DataBody<>(views.show(call.tenant(), user), message);
  }
}
