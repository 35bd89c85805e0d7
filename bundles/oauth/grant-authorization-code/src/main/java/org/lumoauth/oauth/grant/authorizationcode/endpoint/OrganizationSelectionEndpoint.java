/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.page.FormFieldReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves {@code ~/oauth/org-select}, which selects the organization of a pending request. A tenant
 * is one organization, so the user is not asked: a pending request is resumed, and a submitted
 * choice must be this tenant.
 */
@ApiRequestParameters(
    on = "GET",
    encoding = ApiRequestParameters.ParameterEncoding.FORM,
    members = @SchemaProperty(value = ConsentPageFactory.TICKET, required = true))
@ApiRequestParameters(
    on = "POST",
    encoding = ApiRequestParameters.ParameterEncoding.FORM,
    members = {
      @SchemaProperty(value = ConsentPageFactory.TICKET, required = true),
      @SchemaProperty(
          value = OrganizationSelectionEndpoint.ORGANIZATION,
          required = true,
          description = "The slug or ID of the tenant")
    })
@ApiResponse(on = "GET", status = 302)
@ApiResponse(on = "POST", status = 303)
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-org-select",
      "lumoauth.web.routes=GET ~/oauth/org-select",
      "lumoauth.web.routes=POST ~/oauth/org-select",
      HttpHandler.SUMMARY + "=Resume an authorization request in the tenant's organization",
      "lumoauth.web.guard=open"
    })
public final class OrganizationSelectionEndpoint implements HttpHandler {
  static final String ORGANIZATION = "organization";

  private final PendingRequestLoader kept;

  @Activate
  public OrganizationSelectionEndpoint(@Reference PendingRequestLoader kept) {
    this.kept = kept;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    boolean chosen = exchange.request().getMethod().equals("POST");
    Map<String, List<String>> sent =
        chosen ? exchange.readForm() : QueryStringParser.parse(exchange.request().getQueryString());
    String ticket = FormFieldReader.readSingle(sent, ConsentPageFactory.TICKET);
    if (kept.find(exchange.tenant(), ticket).isEmpty()) {
      throw ApiException.notFound("The authorization request does not exist or has expired.");
    }
    if (chosen) {
      requireOwn(exchange.tenant(), FormFieldReader.readSingle(sent, ORGANIZATION));
    }
    exchange.redirect(ResumeUrlBuilder.address(exchange.tenant(), ticket));
    if (!chosen) { // The redirect is part of the public API; a form post is never forwarded (RFC
      // 9700 section 4.12).
      exchange.response().setStatus(HttpServletResponse.SC_FOUND);
    }
  }

  private static void requireOwn(TenantContext tenant, String organization) {
    if (organization.isEmpty()) {
      throw ApiException.invalidRequest("The form must contain exactly one organization.");
    }
    if (!organization.equals(tenant.slug()) && !organization.equals(tenant.id())) {
      throw ApiException.notFound("The organization does not exist in this tenant.");
    }
  }
}
