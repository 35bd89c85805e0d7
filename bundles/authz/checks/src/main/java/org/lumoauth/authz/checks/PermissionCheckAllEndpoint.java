/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.checks;

import java.io.IOException;
import org.lumoauth.api.web.EndpointServicePropertyNames;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Checks whether a subject has all of several permissions. */
@ApiRequestParameters(
    value = PermissionCheckBody.class,
    members = {@SchemaProperty(value = "permissions", required = true, type = String[].class)})
@ApiResponse(CheckResponses.CombinedPermissionCheckResponse.class)
@ApiErrorResponses(422)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authz-check-all",
      HttpHandler.SUMMARY + "=Check whether a subject has all of several permissions",
      "lumoauth.web.routes=POST ~/authz/check-all",
      "lumoauth.web.routes=POST /api/v1/authz/check-all",
      EndpointServicePropertyNames.LARGE_BODY + ":Boolean=true"
    })
public final class PermissionCheckAllEndpoint implements HttpHandler {

  private final PermissionDecisionService decisions;

  @Activate
  public PermissionCheckAllEndpoint(@Reference PermissionDecisionService decisions) {
    this.decisions = decisions;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    var body = PermissionCheckBodyParser.read(exchange);
    var permissions = RequestedPermissionParser.several(body);
    var asked = CheckSubjectResolver.resolve(body, exchange);
    var about = body.about();
    var several = decisions.decideAll(exchange.tenant(), asked, permissions, about);
    exchange.writeJson(
        200,
        new CheckResponses.CombinedPermissionCheckResponse(
            several.all(),
            permissions,
            several.undecided(),
            asked.subject().type(),
            asked.subject().id(),
            asked.userId(),
            about.context()));
  }
}
