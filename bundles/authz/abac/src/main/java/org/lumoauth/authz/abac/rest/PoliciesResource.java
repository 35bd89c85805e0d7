package org.lumoauth.authz.abac.rest;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.authz.abac.admin.PolicyHistory;
import org.lumoauth.authz.abac.admin.PolicyMembers;
import org.lumoauth.authz.abac.admin.PolicyService;
import org.lumoauth.authz.abac.admin.PolicyTrial;
import org.lumoauth.authz.abac.admin.PolicyView;
import org.lumoauth.authz.abac.policy.PolicyVersion;
import org.lumoauth.authz.abac.policy.StoredPolicy;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.Members;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.Summary;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;

/** Policies as administrators keep them. */
@Path("abac/policies")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeBody
public class PoliciesResource {

  private static final String CHANGED = "Policy changed.";

  private static final Map<String, Comparator<PolicyView>> ORDERS =
      Map.of(
          "id", Comparator.comparing(PolicyView::id),
          "name", Comparator.comparing(PolicyView::name),
          "slug", Comparator.comparing(PolicyView::slug),
          "priority", Comparator.comparing(PolicyView::priority),
          "createdAt", Comparator.comparing(PolicyView::createdAt));

  private final PolicyService policies;
  private final PolicyHistory history;
  private final PolicyTrial trial;

  PoliciesResource(PolicyService policies, PolicyHistory history, PolicyTrial trial) {
    this.policies = policies;
    this.history = history;
    this.trial = trial;
  }

  @GET
  @Requires("policies.read")
  @Summary("List policies")
  public ListBody<PolicyView> list(
      @Context HttpServletRequest request, @BeanParam PageQuery query) {
    var all = policies.all(Callers.of(request).tenant()).stream().map(PolicyView::of).toList();
    return ListBody.of(
        Listing.page(all, query.request(), each -> each.slug() + " " + each.name(), ORDERS),
        "abac_policies");
  }

  @POST
  @Requires("policies.write")
  @Summary("Write a policy")
  @Takes(
      value = PolicyMembers.class,
      members = {
        @Member(value = "name", needed = true),
        @Member(
            value = "effect",
            needed = true,
            oneOf = {"allow", "deny"}),
        @Member(value = "id", type = Object.class, says = "As it is"),
        @Member(value = "isSystem", type = boolean.class, says = "As it is"),
        @Member(value = "createdAt", says = "As it is"),
        @Member(value = "updatedAt", says = "As it is")
      })
  @AnswersWith(status = 201)
  @Refuses(409)
  public Response create(@Context HttpServletRequest request, Map<String, Object> body) {
    var caller = Callers.of(request);
    var made = policies.create(caller.tenant(), body, caller.by());
    return Response.status(Response.Status.CREATED).entity(told(made, "Policy created.")).build();
  }

  /** What a new policy would have changed. */
  @POST
  @Path("dry-run")
  @Requires("policies.read")
  @Summary("Tell which recent decisions a new policy would have changed")
  @Takes(
      value = PolicyMembers.class,
      members = {@Member(value = "name", needed = true)})
  public DataBody<PolicyTrial.DryRun> dryRun(
      @Context HttpServletRequest request, Map<String, Object> body) {
    return dryRun(request, Optional.empty(), body);
  }

  @GET
  @Path("{policyId}")
  @Requires("policies.read")
  @Summary("Show a policy")
  public DataBody<PolicyView> get(
      @Context HttpServletRequest request, @PathParam("policyId") String id) {
    return DataBody.of(PolicyView.of(policies.get(Callers.of(request).tenant(), id)));
  }

  @PATCH
  @Path("{policyId}")
  @Requires("policies.write")
  @Summary("Change members of a policy")
  @Takes(
      value = PolicyMembers.class,
      members = {
        @Member(value = "id", type = Object.class, says = "As it is"),
        @Member(value = "isSystem", type = boolean.class, says = "As it is"),
        @Member(value = "createdAt", says = "As it is"),
        @Member(value = "updatedAt", says = "As it is"),
        @Member(value = "version", type = long.class, says = "Of what is to be changed")
      })
  @Refuses(409)
  public DataBody<PolicyView> change(
      @Context HttpServletRequest request,
      @PathParam("policyId") String id,
      Map<String, Object> body) {
    var caller = Callers.of(request);
    return told(policies.update(caller.tenant(), id, body, caller.by()), CHANGED);
  }

  @PUT
  @Path("{policyId}")
  @Requires("policies.write")
  @Summary("Make a policy what is sent")
  @Takes(
      value = PolicyMembers.class,
      members = {
        @Member(value = "id", type = Object.class, says = "As it is"),
        @Member(value = "isSystem", type = boolean.class, says = "As it is"),
        @Member(value = "createdAt", says = "As it is"),
        @Member(value = "updatedAt", says = "As it is"),
        @Member(value = "version", type = long.class, says = "Of what is to be changed")
      })
  @Refuses(409)
  public DataBody<PolicyView> replace(
      @Context HttpServletRequest request,
      @PathParam("policyId") String id,
      Map<String, Object> body) {
    var caller = Callers.of(request);
    return told(policies.replace(caller.tenant(), id, body, caller.by()), CHANGED);
  }

  @DELETE
  @Path("{policyId}")
  @Requires("policies.write")
  @Summary("Remove a policy")
  public MessageBody delete(@Context HttpServletRequest request, @PathParam("policyId") String id) {
    var caller = Callers.of(request);
    policies.delete(caller.tenant(), id, caller.by());
    return new MessageBody("Policy removed.");
  }

  @POST
  @Path("{policyId}/toggle")
  @Requires("policies.write")
  @Summary("Switch a policy on or off")
  public DataBody<PolicyView> toggle(
      @Context HttpServletRequest request, @PathParam("policyId") String id) {
    var caller = Callers.of(request);
    var policy = policies.toggle(caller.tenant(), id, caller.by());
    return told(policy, policy.document().active() ? "Policy is on." : "Policy is off.");
  }

  /** Tries it with given attributes. */
  @POST
  @Path("{policyId}/test")
  @Requires("policies.read")
  @Summary("Try a policy with given attributes")
  @Takes(
      members = {
        @Member(value = "user", type = Map.class),
        @Member(value = "resource", type = Map.class),
        @Member(value = "environment", type = Map.class),
        @Member(value = "env", type = Map.class, says = "As environment"),
        @Member("action")
      })
  public DataBody<PolicyTrial.Tested> test(
      @Context HttpServletRequest request,
      @PathParam("policyId") String id,
      Map<String, Object> body) {
    return DataBody.of(trial.test(policies.get(Callers.of(request).tenant(), id), body));
  }

  /** What the policy, changed so, would have changed. */
  @POST
  @Path("{policyId}/dry-run")
  @Requires("policies.read")
  @Summary("Tell which recent decisions a changed policy would have changed")
  @Takes(PolicyMembers.class)
  public DataBody<PolicyTrial.DryRun> dryRunOf(
      @Context HttpServletRequest request,
      @PathParam("policyId") String id,
      Map<String, Object> body) {
    return dryRun(request, Optional.of(id), body);
  }

  @GET
  @Path("{policyId}/versions")
  @Requires("policies.read")
  @Summary("List what a policy said before")
  public ListBody<VersionView> versions(
      @Context HttpServletRequest request, @PathParam("policyId") String id) {
    var versions = history.versions(Callers.of(request).tenant(), id);
    return ListBody.whole(versions.stream().map(VersionView::of).toList());
  }

  /** Makes it what it was in a version. */
  @POST
  @Path("{policyId}/rollback")
  @Requires("policies.write")
  @Summary("Make a policy what it was in a version")
  @Takes(members = {@Member(value = "version", needed = true, type = long.class)})
  public DataBody<PolicyView> rollBack(
      @Context HttpServletRequest request,
      @PathParam("policyId") String id,
      Map<String, Object> body) {
    var caller = Callers.of(request);
    Members.of(body, Set.of("version"));
    if (!(body.get("version") instanceof Integer version) || version < 1) {
      throw Problem.invalid("version", "version is the number of a version.");
    }
    return told(history.rollBack(caller.tenant(), id, version, caller.by()), CHANGED);
  }

  private DataBody<PolicyTrial.DryRun> dryRun(
      HttpServletRequest request, Optional<String> id, Map<String, Object> body) {
    var tenant = Callers.of(request).tenant();
    return DataBody.of(trial.dryRun(tenant, policies.candidate(tenant, id, body)));
  }

  private static DataBody<PolicyView> told(StoredPolicy policy, String message) {
    return new DataBody<>(PolicyView.of(policy), message);
  }

  /** What a policy said once. */
  public record VersionView(
      long version, Instant changedAt, String changedBy, Map<String, Object> policy) {
    static VersionView of(PolicyVersion version) {
      return new VersionView(
          version.version(),
          version.changedAt(),
          version.changedBy(),
          PolicyView.described(version.document()));
    }
  }

  /** The same below {@code admin}. */
  @Path("admin/abac/policies")
  @Produces(MediaType.APPLICATION_JSON)
  @Consumes(MediaType.APPLICATION_JSON)
  public static final class Admin extends PoliciesResource {
    Admin(PolicyService policies, PolicyHistory history, PolicyTrial trial) {
      super(policies, history, trial);
    }
  }
}
