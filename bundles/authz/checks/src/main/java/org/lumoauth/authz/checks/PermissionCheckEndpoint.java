/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.checks;

import java.io.IOException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Checks one permission of a subject and returns the reason. */
@ApiRequestParameters(
    value = PermissionCheckBody.class,
    members = {@SchemaProperty(value = "permission", required = true)})
@ApiResponse(CheckResponses.PermissionCheckResponse.class)
@ApiErrorResponses(422)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authz-check",
      HttpHandler.SUMMARY + "=Check a permission of a subject",
      "lumoauth.web.routes=POST ~/authz/check",
      "lumoauth.web.routes=POST /api/v1/authz/check"
    })
public final class PermissionCheckEndpoint implements HttpHandler {

  private final PermissionDecisionService decisions;

  @Activate
  public PermissionCheckEndpoint(@Reference PermissionDecisionService decisions) {
    this.decisions = decisions;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    var body = PermissionCheckBodyParser.read(exchange);
    var permission = RequestedPermissionParser.one(body);
    var asked = CheckSubjectResolver.resolve(body, exchange);
    var about = body.about();
    var decision = decisions.decide(exchange.tenant(), asked, permission, about);
    exchange.writeJson(
        200,
        new CheckResponses.PermissionCheckResponse(
            decision.permitted(),
            permission,
            asked.subject().type(),
            asked.subject().id(),
            asked.userId(),
            about.context(),
            CheckResponses.ReasonSummary.of(decision)));
  }
}
