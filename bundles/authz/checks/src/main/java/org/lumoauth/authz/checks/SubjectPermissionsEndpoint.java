/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.checks;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import org.lumoauth.api.authz.EffectivePermission;
import org.lumoauth.api.authz.SubjectPermissionProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.QueryParameterNameValidator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Lists the permissions of the caller or, with {@code user_id} and {@code user_type}, of another
 * subject; with {@code resource_type} and {@code resource_id} on one resource.
 */
@ApiRequestParameters(
    encoding = ApiRequestParameters.ParameterEncoding.QUERY,
    members = {
      @SchemaProperty(SubjectPermissionsEndpoint.USER_TYPE),
      @SchemaProperty(SubjectPermissionsEndpoint.USER_ID),
      @SchemaProperty(SubjectPermissionsEndpoint.RESOURCE_TYPE),
      @SchemaProperty(SubjectPermissionsEndpoint.RESOURCE_ID)
    })
@ApiResponse(CheckResponses.PermissionListResponse.class)
@ApiErrorResponses({400, 422})
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authz-permissions",
      HttpHandler.SUMMARY + "=List the effective permissions of a subject with their sources",
      "lumoauth.web.routes=GET ~/authz/permissions",
      "lumoauth.web.routes=GET /api/v1/authz/permissions"
    })
public final class SubjectPermissionsEndpoint implements HttpHandler {

  static final String USER_TYPE = "user_type";
  static final String USER_ID = "user_id";
  static final String RESOURCE_TYPE = "resource_type";
  static final String RESOURCE_ID = "resource_id";

  private static final Set<String> PARAMETERS =
      Set.of(USER_TYPE, USER_ID, RESOURCE_TYPE, RESOURCE_ID);
  private static final int LIMIT = 10_000;
  private static final int UNAVAILABLE = 503;

  private final PermissionDecisionService decisions;

  @Activate
  public SubjectPermissionsEndpoint(@Reference PermissionDecisionService decisions) {
    this.decisions = decisions;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    QueryParameterNameValidator.require(exchange, PARAMETERS);
    var query = exchange.request();
    var asked =
        CheckSubjectResolver.of(
            query.getParameter(USER_TYPE), query.getParameter(USER_ID), exchange);
    var listed =
        permissions(exchange.tenant(), asked, about(query)).stream()
            .map(
                each ->
                    new CheckResponses.HeldPermission(
                        each.slug(), each.description().orElse(null), each.source()))
            .toList();
    exchange.writeJson(
        200,
        new CheckResponses.PermissionListResponse(
            asked.subject().type(),
            asked.subject().id(),
            asked.userId(),
            listed,
            listed.size(),
            listed,
            ListResponseBody.unpaged(listed).pagination()));
  }

  /** Returns the resource, if both its type and its id are present. */
  private static CheckResourceContext about(HttpServletRequest query) {
    var type = query.getParameter(RESOURCE_TYPE);
    var id = query.getParameter(RESOURCE_ID);
    return type == null && id == null
        ? CheckResourceContext.NOTHING
        : CheckResourceContext.of(new CheckResourceBody(type, id, null, null), null);
  }

  /** Returns the subject's permissions, limited by the actors and the caller's credential. */
  private List<EffectivePermission> permissions(
      TenantContext tenant, CheckSubject asked, CheckResourceContext about) {
    if (!decisions.mayAct(tenant, asked)) {
      return List.of();
    }
    var known =
        decisions
            .authorization()
            .permissions(
                tenant,
                new SubjectPermissionProvider.SubjectPermissionQuery(
                    asked.subject(), LIMIT, about.resource()));
    var slugs = known.stream().map(EffectivePermission::slug).distinct().toList();
    var several = decisions.decideAll(tenant, asked, slugs, about);
    if (several.undecided() != null) { // an incomplete list would look complete
      throw new ApiException(
          UNAVAILABLE,
          "decision_too_slow",
          "The decision on the permissions exceeded the time limit. Retry later.");
    }
    var permitted = several.each();
    return known.stream().filter(each -> permitted.get(each.slug())).toList();
  }
}
