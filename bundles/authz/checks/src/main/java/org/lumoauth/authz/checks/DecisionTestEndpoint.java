/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.checks;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tests a decision request with subject, action, resource and context. Returns the decision and the
 * full explanation to callers with the right to check other subjects and read policies.
 */
@ApiRequestParameters(DecisionTestBody.class)
@ApiResponse(status = 200)
@ApiErrorResponses(422)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authz-test",
      HttpHandler.SUMMARY + "=Decide a request and return the vote of each model",
      "lumoauth.web.routes=POST ~/admin/authz/test"
    })
public final class DecisionTestEndpoint implements HttpHandler {

  private static final int MAX_SCOPE = 100;

  private final PermissionDecisionService decisions;

  @Activate
  public DecisionTestEndpoint(@Reference PermissionDecisionService decisions) {
    this.decisions = decisions;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    exchange.require(SystemPermissions.AUTHZ_CHECK);
    exchange.require(SystemPermissions.POLICIES_VIEW);
    var body = exchange.readJson(DecisionTestBody.class);
    if (body == null || body.subject() == null) {
      throw PermissionCheckErrorFactory.missingFields("`subject` requires `type` and `id`.");
    }
    var asked =
        new CheckSubject(
            CheckSubjectResolver.subject(body.subject().type(), body.subject().id()),
            CheckSubjectResolver.actors(body.actors()),
            scope(body.scope()),
            true);
    var action =
        RequestedPermissionParser.one(body.action() == null ? body.permission() : body.action());
    var about = CheckResourceContext.of(body.resource(), body.context());
    var decision = decisions.decide(exchange.tenant(), asked, action, about);
    exchange.writeJson(
        200, DataResponseBody.of(DecisionExplanationView.of(asked, action, about, decision)));
  }

  private static Optional<Set<String>> scope(List<String> listed) {
    if (listed == null) {
      return Optional.empty();
    }
    if (listed.size() > MAX_SCOPE || listed.stream().anyMatch(Objects::isNull)) {
      throw PermissionCheckErrorFactory.invalidPermissions(
          "`scope` must be a list of at most " + MAX_SCOPE + " texts.");
    }
    return Optional.of(Set.copyOf(listed));
  }
}
