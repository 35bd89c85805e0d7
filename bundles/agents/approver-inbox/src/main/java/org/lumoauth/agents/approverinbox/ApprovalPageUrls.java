package org.lumoauth.agents.approverinbox;

import org.lumoauth.api.approval.ApprovalPageUrlProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Where people answer. */
@Component(property = {"lumoauth.kind=answer-page", "lumoauth.name=approvals"})
public final class ApprovalPageUrls implements ApprovalPageUrlProvider {

  @Override
  public String approvalUrl(TenantContext tenant, String approvalId) {
    return of(tenant, approvalId);
  }

  /** The URL of everything that waits for somebody. */
  static String of(TenantContext tenant) {
    return tenant.issuer().replaceFirst("/api/v1$", "/approvals");
  }

  /** The URL of a page of it. */
  static String page(TenantContext tenant, int page) {
    return page == 1 ? of(tenant) : of(tenant) + "?page=" + page;
  }

  /** The URL of one request. */
  static String of(TenantContext tenant, String approvalId) {
    return of(tenant) + "/" + approvalId;
  }
}
