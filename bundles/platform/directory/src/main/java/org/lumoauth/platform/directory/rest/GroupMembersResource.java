package org.lumoauth.platform.directory.rest;

import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.directory.Group;
import org.lumoauth.platform.directory.GroupAdministration;
import org.lumoauth.platform.directory.Memberships;
import org.lumoauth.platform.directory.UserAdministration;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;

/**
 * {@code ~/admin/groups/{id}/members}: users in a group. A group is put inside the group by {@code
 * {groupIds:[]}} and taken out by its id or slug, in the place of a user's.
 */
@Path("admin/groups/{groupId}/members")
@Produces(MediaType.APPLICATION_JSON)
public final class GroupMembersResource {
  private static final List<String> USERS = List.of("userIds", "users", "userId");
  private static final List<String> GROUPS = List.of("groupIds", "groups", "groupId");

  private final GroupAdministration groups;
  private final UserAdministration users;
  private final Memberships memberships;
  private final GroupViews views;
  private final Rank rank;

  GroupMembersResource(
      GroupAdministration groups,
      UserAdministration users,
      Memberships memberships,
      GroupViews views,
      Rank rank) {
    this.groups = groups;
    this.users = users;
    this.memberships = memberships;
    this.views = views;
    this.rank = rank;
  }

  @GET
  @Requires("groups.read")
  public ListBody<MemberView> list(
      @Context HttpServletRequest request,
      @PathParam("groupId") String id,
      @BeanParam PageQuery query) {
    var call = Call.of(request);
    var group = groups.get(call.tenant(), id);
    var members = memberships.membersOf(call.tenant(), group, query.request());
    return ListBody.of(members.map(MemberView::of), "users");
  }

  @POST
  @Requires("groups.write")
  @Takes(
      members = {
        @Member(value = "userIds", type = Object.class, says = "One id, or a list of ids"),
        @Member(value = "users", type = Object.class, says = "As userIds"),
        @Member(value = "userId", type = Object.class, says = "As userIds"),
        @Member(value = "groupIds", type = Object.class, says = "One id, or a list of ids"),
        @Member(value = "groups", type = Object.class, says = "As groupIds"),
        @Member(value = "groupId", type = Object.class, says = "As groupIds")
      })
  public DataBody<GroupView> add(
      @Context HttpServletRequest request,
      @PathParam("groupId") String id,
      Map<String, Object> body) {
    var call = Call.of(request);
    var group = groups.get(call.tenant(), id);
    rank.requireInto(call.exchange(), List.of(group));
    if (body != null && body.keySet().stream().anyMatch(Set.copyOf(GROUPS)::contains)) {
      var inside =
          Holdings.read(body, GROUPS).stream()
              .map(each -> groups.get(call.tenant(), each))
              .toList();
      groups.nest(call.tenant(), group, inside, call.by());
    } else {
      var who =
          Holdings.read(body, USERS).stream()
              .distinct()
              .map(each -> users.get(call.tenant(), each))
              .toList();
      memberships.add(call.tenant(), List.of(group), who, call.by());
    }
    return answer(call, group, "The members were put in.");
  }

  /** The body form of the removal, which older clients send. */
  @DELETE
  @Requires("groups.write")
  @Takes(
      members = {
        @Member(value = "userIds", type = Object.class, says = "One id, or a list of ids"),
        @Member(value = "users", type = Object.class, says = "As userIds"),
        @Member(value = "userId", type = Object.class, says = "As userIds")
      })
  public MessageBody removeAll(
      @Context HttpServletRequest request,
      @PathParam("groupId") String id,
      Map<String, Object> body) {
    Holdings.read(body, USERS).forEach(each -> remove(request, id, each));
    return new MessageBody("The members were taken out.");
  }

  @DELETE
  @Path("{memberId}")
  @Requires("groups.write")
  public MessageBody remove(
      @Context HttpServletRequest request,
      @PathParam("groupId") String id,
      @PathParam("memberId") String memberId) {
    var call = Call.of(request);
    var group = groups.get(call.tenant(), id);
    rank.requireInto(call.exchange(), List.of(group));
    if (isUser(memberId)) {
      memberships.remove(call.tenant(), group, users.get(call.tenant(), memberId), call.by());
    } else {
      groups.unnest(call.tenant(), group, member(call, group, memberId), call.by());
    }
    return new MessageBody("The member was taken out.");
  }

  private Group member(Call call, Group group, String memberId) {
    return groups.inside(call.tenant(), group).stream()
        .filter(each -> each.id().equals(memberId) || each.slug().equals(memberId))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("There is no such member of this group."));
  }

  private DataBody<GroupView> answer(Call call, Group group, String message) {
    return new DataBody<>(views.show(call.tenant(), group), message);
  }

  private static boolean isUser(String id) {
    return id.startsWith("usr_") || id.contains("@");
  }
}
