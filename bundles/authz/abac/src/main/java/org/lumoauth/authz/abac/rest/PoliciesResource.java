/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.authz.abac.admin.PolicyRequestSchema;
import org.lumoauth.authz.abac.admin.PolicyService;
import org.lumoauth.authz.abac.admin.PolicyTestService;
import org.lumoauth.authz.abac.admin.PolicyVersionService;
import org.lumoauth.authz.abac.admin.PolicyView;
import org.lumoauth.authz.abac.policy.PolicyVersion;
import org.lumoauth.authz.abac.policy.StoredPolicy;
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

/** REST resource for policies. */
@Path("abac/policies")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeRequestBody
public class PoliciesResource {

  private static final String CHANGED = "The policy was updated.";

  private static final Map<String, Comparator<PolicyView>> ORDERS =
      Map.of(
          "id", Comparator.comparing(PolicyView::id),
          "name", Comparator.comparing(PolicyView::name),
          "slug", Comparator.comparing(PolicyView::slug),
          "priority", Comparator.comparing(PolicyView::priority),
          "createdAt", Comparator.comparing(PolicyView::createdAt));

  private final PolicyService policies;
  private final PolicyVersionService history;
  private final PolicyTestService trial;

  PoliciesResource(PolicyService policies, PolicyVersionService history, PolicyTestService trial) {
    this.policies = policies;
    this.history = history;
    this.trial = trial;
  }

  @GET
  @RequiresPermission("policies.read")
  @OperationSummary("List policies")
  public ListResponseBody<PolicyView> list(
      @Context HttpServletRequest request, @BeanParam PageQueryParameters query) {
    var all =
        policies.all(AbacCallerContext.of(request).tenant()).stream().map(PolicyView::of).toList();
    return ListResponseBody.of(
        InMemoryPageBuilder.page(
            all, query.request(), each -> each.slug() + " " + each.name(), ORDERS),
        "abac_policies");
  }

  @POST
  @RequiresPermission("policies.write")
  @OperationSummary("Create a policy")
  @ApiRequestParameters(
      value = PolicyRequestSchema.class,
      members = {
        @SchemaProperty(value = "name", required = true),
        @SchemaProperty(
            value = "effect",
            required = true,
            oneOf = {"allow", "deny"}),
        @SchemaProperty(value = "id", type = Object.class, description = "Read-only, ignored"),
        @SchemaProperty(
            value = "isSystem",
            type = boolean.class,
            description = "Read-only, ignored"),
        @SchemaProperty(value = "createdAt", description = "Read-only, ignored"),
        @SchemaProperty(value = "updatedAt", description = "Read-only, ignored")
      })
  @ApiResponse(status = 201)
  @ApiErrorResponses(409)
  public Response create(@Context HttpServletRequest request, Map<String, Object> body) {
    var caller = AbacCallerContext.of(request);
    var made = policies.create(caller.tenant(), body, caller.by());
    return Response.status(Response.Status.CREATED)
        .entity(told(made, "The policy was created."))
        .build();
  }

  /** Returns the recent decisions that a new policy would change. */
  @POST
  @Path("dry-run")
  @RequiresPermission("policies.read")
  @OperationSummary("List the recent decisions that a new policy would change")
  @ApiRequestParameters(
      value = PolicyRequestSchema.class,
      members = {@SchemaProperty(value = "name", required = true)})
  public DataResponseBody<PolicyTestService.PolicyDryRunResult> dryRun(
      @Context HttpServletRequest request, Map<String, Object> body) {
    return dryRun(request, Optional.empty(), body);
  }

  @GET
  @Path("{policyId}")
  @RequiresPermission("policies.read")
  @OperationSummary("Get a policy")
  public DataResponseBody<PolicyView> get(
      @Context HttpServletRequest request, @PathParam("policyId") String id) {
    return DataResponseBody.of(
        PolicyView.of(policies.get(AbacCallerContext.of(request).tenant(), id)));
  }

  @PATCH
  @Path("{policyId}")
  @RequiresPermission("policies.write")
  @OperationSummary("Update a policy")
  @ApiRequestParameters(
      value = PolicyRequestSchema.class,
      members = {
        @SchemaProperty(value = "id", type = Object.class, description = "Read-only, ignored"),
        @SchemaProperty(
            value = "isSystem",
            type = boolean.class,
            description = "Read-only, ignored"),
        @SchemaProperty(value = "createdAt", description = "Read-only, ignored"),
        @SchemaProperty(value = "updatedAt", description = "Read-only, ignored"),
        @SchemaProperty(
            value = "version",
            type = long.class,
            description = "The version that was read, to detect concurrent changes")
      })
  @ApiErrorResponses(409)
  public DataResponseBody<PolicyView> change(
      @Context HttpServletRequest request,
      @PathParam("policyId") String id,
      Map<String, Object> body) {
    var caller = AbacCallerContext.of(request);
    return told(policies.update(caller.tenant(), id, body, caller.by()), CHANGED);
  }

  @PUT
  @Path("{policyId}")
  @RequiresPermission("policies.write")
  @OperationSummary("Replace a policy")
  @ApiRequestParameters(
      value = PolicyRequestSchema.class,
      members = {
        @SchemaProperty(value = "id", type = Object.class, description = "Read-only, ignored"),
        @SchemaProperty(
            value = "isSystem",
            type = boolean.class,
            description = "Read-only, ignored"),
        @SchemaProperty(value = "createdAt", description = "Read-only, ignored"),
        @SchemaProperty(value = "updatedAt", description = "Read-only, ignored"),
        @SchemaProperty(
            value = "version",
            type = long.class,
            description = "The version that was read, to detect concurrent changes")
      })
  @ApiErrorResponses(409)
  public DataResponseBody<PolicyView> replace(
      @Context HttpServletRequest request,
      @PathParam("policyId") String id,
      Map<String, Object> body) {
    var caller = AbacCallerContext.of(request);
    return told(policies.replace(caller.tenant(), id, body, caller.by()), CHANGED);
  }

  @DELETE
  @Path("{policyId}")
  @RequiresPermission("policies.write")
  @OperationSummary("Delete a policy")
  public MessageResponseBody delete(
      @Context HttpServletRequest request, @PathParam("policyId") String id) {
    var caller = AbacCallerContext.of(request);
    policies.delete(caller.tenant(), id, caller.by());
    return new MessageResponseBody("The policy was deleted.");
  }

  @POST
  @Path("{policyId}/toggle")
  @RequiresPermission("policies.write")
  @OperationSummary("Enable or disable a policy")
  public DataResponseBody<PolicyView> toggle(
      @Context HttpServletRequest request, @PathParam("policyId") String id) {
    var caller = AbacCallerContext.of(request);
    var policy = policies.toggle(caller.tenant(), id, caller.by());
    return told(
        policy,
        policy.document().active() ? "The policy was enabled." : "The policy was disabled.");
  }

  /** Tests a policy with supplied attributes. */
  @POST
  @Path("{policyId}/test")
  @RequiresPermission("policies.read")
  @OperationSummary("Test a policy with supplied attributes")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(value = "user", type = Map.class),
        @SchemaProperty(value = "resource", type = Map.class),
        @SchemaProperty(value = "environment", type = Map.class),
        @SchemaProperty(value = "env", type = Map.class, description = "An alias of `environment`"),
        @SchemaProperty("action")
      })
  public DataResponseBody<PolicyTestService.PolicyTestResult> test(
      @Context HttpServletRequest request,
      @PathParam("policyId") String id,
      Map<String, Object> body) {
    return DataResponseBody.of(
        trial.test(policies.get(AbacCallerContext.of(request).tenant(), id), body));
  }

  /** Returns the recent decisions that a change of the policy would change. */
  @POST
  @Path("{policyId}/dry-run")
  @RequiresPermission("policies.read")
  @OperationSummary("List the recent decisions that a changed policy would change")
  @ApiRequestParameters(PolicyRequestSchema.class)
  public DataResponseBody<PolicyTestService.PolicyDryRunResult> dryRunOf(
      @Context HttpServletRequest request,
      @PathParam("policyId") String id,
      Map<String, Object> body) {
    return dryRun(request, Optional.of(id), body);
  }

  @GET
  @Path("{policyId}/versions")
  @RequiresPermission("policies.read")
  @OperationSummary("List the versions of a policy")
  public ListResponseBody<PolicyVersionView> versions(
      @Context HttpServletRequest request, @PathParam("policyId") String id) {
    var versions = history.versions(AbacCallerContext.of(request).tenant(), id);
    return ListResponseBody.unpaged(versions.stream().map(PolicyVersionView::of).toList());
  }

  /** Restores a version of the policy. */
  @POST
  @Path("{policyId}/rollback")
  @RequiresPermission("policies.write")
  @OperationSummary("Restore a version of a policy")
  @ApiRequestParameters(
      members = {@SchemaProperty(value = "version", required = true, type = long.class)})
  public DataResponseBody<PolicyView> rollBack(
      @Context HttpServletRequest request,
      @PathParam("policyId") String id,
      Map<String, Object> body) {
    var caller = AbacCallerContext.of(request);
    JsonObjectMemberReader.of(body, Set.of("version"));
    if (!(body.get("version") instanceof Integer version) || version < 1) {
      throw ApiException.invalid("version", "`version` must be the number of a version.");
    }
    return told(history.rollBack(caller.tenant(), id, version, caller.by()), CHANGED);
  }

  private DataResponseBody<PolicyTestService.PolicyDryRunResult> dryRun(
      HttpServletRequest request, Optional<String> id, Map<String, Object> body) {
    var tenant = AbacCallerContext.of(request).tenant();
    return DataResponseBody.of(trial.dryRun(tenant, policies.candidate(tenant, id, body)));
  }

  private static DataResponseBody<PolicyView> told(StoredPolicy policy, String message) {
    return new DataResponseBody<>(PolicyView.of(policy), message);
  }

  /** A version of a policy on the wire. */
  public record PolicyVersionView(
      long version, Instant changedAt, String changedBy, Map<String, Object> policy) {
    static PolicyVersionView of(PolicyVersion version) {
      return new PolicyVersionView(
          version.version(),
          version.changedAt(),
          version.changedBy(),
          PolicyView.described(version.document()));
    }
  }

  /** The same resource below {@code admin}. */
  @Path("admin/abac/policies")
  @Produces(MediaType.APPLICATION_JSON)
  @Consumes(MediaType.APPLICATION_JSON)
  public static final class AdminPoliciesResource extends PoliciesResource {
    AdminPoliciesResource(
        PolicyService policies, PolicyVersionService history, PolicyTestService trial) {
      super(policies, history, trial);
    }
  }
}
