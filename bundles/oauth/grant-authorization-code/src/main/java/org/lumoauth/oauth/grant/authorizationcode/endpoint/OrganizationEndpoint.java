package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.FormField;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code ~/oauth/org-select}: in which organization somebody goes on with a request. A tenant is
 * one organization, so there is nothing to ask: a request that waits goes on, and a choice has to
 * be that one.
 */
@Takes(on = "GET", as = Takes.As.FORM, members = @Member(value = ConsentPage.TICKET, needed = true))
@Takes(
    on = "POST",
    as = Takes.As.FORM,
    members = {
      @Member(value = ConsentPage.TICKET, needed = true),
      @Member(
          value = OrganizationEndpoint.ORGANIZATION,
          needed = true,
          says = "The tenant's slug or id")
    })
@AnswersWith(on = "GET", status = 302)
@AnswersWith(on = "POST", status = 303)
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-org-select",
      "lumoauth.web.routes=GET ~/oauth/org-select",
      "lumoauth.web.routes=POST ~/oauth/org-select",
      HotEndpoint.SUMMARY + "=Goes on with an authorization request in the tenant's organization",
      "lumoauth.web.guard=open"
    })
public final class OrganizationEndpoint implements HotEndpoint {
  static final String ORGANIZATION = "organization";

  private final Kept kept;

  @Activate
  public OrganizationEndpoint(@Reference Kept kept) {
    this.kept = kept;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    boolean chosen = exchange.request().getMethod().equals("POST");
    Map<String, List<String>> sent =
        chosen ? exchange.readForm() : QueryText.parse(exchange.request().getQueryString());
    String ticket = FormField.sole(sent, ConsentPage.TICKET);
    if (kept.find(exchange.tenant(), ticket).isEmpty()) {
      throw Problem.notFound("There is no such request to go on with.");
    }
    if (chosen) {
      requireOwn(exchange.tenant(), FormField.sole(sent, ORGANIZATION));
    }
    exchange.redirect(Resume.address(exchange.tenant(), ticket));
    if (!chosen) { // the published contract's; no form is sent on (RFC 9700 section 4.12)
      exchange.response().setStatus(HttpServletResponse.SC_FOUND);
    }
  }

  private static void requireOwn(TenantContext tenant, String organization) {
    if (organization.isEmpty()) {
      throw Problem.invalidRequest("The form has no organization, or several.");
    }
    if (!organization.equals(tenant.slug()) && !organization.equals(tenant.id())) {
      throw Problem.notFound("There is no such organization here.");
    }
  }
}
