package org.lumoauth.platform.directory.rest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.lumoauth.platform.directory.DirectoryNeighbours;
import org.lumoauth.platform.directory.Group;
import org.lumoauth.platform.directory.GroupAdministration;
import org.lumoauth.platform.directory.HeldRoles;
import org.lumoauth.platform.directory.Holder;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.Members;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/admin/groups}: the groups themselves. */
@Path("admin/groups")
@Produces(MediaType.APPLICATION_JSON)
public final class GroupsResource {
  private static final Set<String> MEMBERS = Set.of("name", "slug", "description", "roles");
  private static final int NAME = 200;
  private static final int SLUG = 63;
  private static final int DESCRIPTION = 1000;
  private static final int MAX_ROLES = 100;
  private static final int MAX_ID = 255;

  private final GroupAdministration groups;
  private final DirectoryNeighbours neighbours;
  private final HeldRoles held;
  private final GroupViews views;
  private final Rank rank;

  GroupsResource(
      GroupAdministration groups,
      DirectoryNeighbours neighbours,
      HeldRoles held,
      GroupViews views,
      Rank rank) {
    this.groups = groups;
    this.neighbours = neighbours;
    this.held = held;
    this.views = views;
    this.rank = rank;
  }

  @GET
  @Requires("groups.read")
  public ListBody<GroupView> list(@Context HttpServletRequest request, @BeanParam PageQuery query) {
    var call = Call.of(request);
    var found = groups.list(call.tenant(), query.request());
    var shown = views.show(call.tenant(), found.items());
    return ListBody.of(new Page<>(shown, found.total(), found.request()), "groups");
  }

  @POST
  @Requires("groups.write")
  @Takes(
      members = {
        @Member(value = "name", needed = true),
        @Member("slug"),
        @Member("description"),
        @Member(value = "roles", type = String[].class)
      })
  @AnswersWith(status = 201)
  @Refuses(409)
  public Response create(@Context HttpServletRequest request, Map<String, Object> body) {
    var call = Call.of(request);
    var members = Members.of(body, MEMBERS);
    var roles = new GivenRoles(call, members);
    var group =
        groups.create(
            call.tenant(),
            members.required("name", NAME),
            members.text("slug", SLUG),
            members.text("description", DESCRIPTION),
            call.by());
    roles.give(group);
    return answer(201, call, group, "The group was made.");
  }

  @GET
  @Path("{groupId}")
  @Requires("groups.read")
  public Response get(@Context HttpServletRequest request, @PathParam("groupId") String id) {
    var call = Call.of(request);
    return answer(200, call, groups.get(call.tenant(), id), null);
  }

  @PATCH
  @Path("{groupId}")
  @Requires("groups.write")
  @Takes(
      members = {
        @Member("name"),
        @Member("slug"),
        @Member("description"),
        @Member(value = "roles", type = String[].class)
      })
  @Refuses({409, 412})
  public Response patch(
      @Context HttpServletRequest request,
      @PathParam("groupId") String id,
      Map<String, Object> body) {
    return change(Call.of(request), id, Members.of(body, MEMBERS), false);
  }

  @PUT
  @Path("{groupId}")
  @Requires("groups.write")
  @Takes(
      members = {
        @Member(value = "name", needed = true),
        @Member("slug"),
        @Member("description"),
        @Member(value = "roles", type = String[].class)
      })
  @Refuses({409, 412})
  public Response put(
      @Context HttpServletRequest request,
      @PathParam("groupId") String id,
      Map<String, Object> body) {
    return change(Call.of(request), id, Members.of(body, MEMBERS), true);
  }

  @DELETE
  @Path("{groupId}")
  @Requires("groups.write")
  public MessageBody delete(@Context HttpServletRequest request, @PathParam("groupId") String id) {
    var call = Call.of(request);
    var group = groups.get(call.tenant(), id);
    rank.requireInto(call.exchange(), List.of(group));
    groups.delete(call.tenant(), group.id(), call.version(), call.by());
    return new MessageBody("The group was removed.");
  }

  private Response change(Call call, String id, Members members, boolean whole) {
    var roles = new GivenRoles(call, members);
    var judged = requireRename(call, id, members);
    var group =
        groups.change(
            call.tenant(),
            id,
            call.version(),
            old -> {
              requireStill(judged, old);
              return changed(old, members, whole);
            },
            call.by());
    roles.give(group);
    return answer(200, call, group, "The group was changed.");
  }

  /**
   * Policies and approvers' rules name groups by their slugs: another slug gives and takes power.
   *
   * @return which slug the caller may replace; empty if none is sent
   */
  private Optional<String> requireRename(Call call, String id, Members members) {
    if (!members.has("slug")) {
      return Optional.empty();
    }
    var old = groups.get(call.tenant(), id);
    if (!members.required("slug", SLUG).equals(old.slug())) {
      rank.requireInto(call.exchange(), List.of(old));
      rank.requireSlug(call.exchange(), members.required("slug", SLUG));
    }
    return Optional.of(old.slug());
  }

  /** Whether the caller may replace a slug that it has got since then nobody looked. */
  private static void requireStill(Optional<String> judged, Group old) {
    if (judged.filter(slug -> !slug.equals(old.slug())).isPresent()) {
      throw new Problem(409, "conflict", "The slug was changed meanwhile; read the group again.");
    }
  }

  private static Group changed(Group old, Members members, boolean whole) {
    return new Group(
        old.id(),
        members.has("slug") ? members.required("slug", SLUG) : old.slug(),
        whole || members.has("name") ? members.required("name", NAME) : old.name(),
        whole || members.has("description")
            ? members.text("description", DESCRIPTION)
            : old.description(),
        old.createdAt(),
        old.updatedAt(),
        old.version());
  }

  private Response answer(int status, Call call, Group group, String message) {
    return Response.status(status)
        .entity(new DataBody<>(views.show(call.tenant(), group), message))
        .tag(new EntityTag(String.valueOf(group.version())))
        .build();
  }

  /** The member {@code roles}, checked before anything is changed. */
  private final class GivenRoles {
    private final Call call;
    private final Optional<List<String>> roles;

    GivenRoles(Call call, Members members) {
      this.call = call;
      this.roles = members.texts("roles", MAX_ROLES, MAX_ID);
      roles.ifPresent(
          ids -> {
            rank.requireRoles(call.exchange());
            neighbours.roles();
          });
    }

    void give(Group group) {
      roles.ifPresent(ids -> held.replace(call.tenant(), Holder.of(group), ids, call.by()));
    }
  }
}
