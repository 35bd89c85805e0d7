/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approverinbox;

import org.lumoauth.api.approval.ApprovalPageUrlProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** The URLs of the approval pages. */
@Component(property = {"lumoauth.kind=answer-page", "lumoauth.name=approvals"})
public final class InboxApprovalPageUrlProvider implements ApprovalPageUrlProvider {

  @Override
  public String approvalUrl(TenantContext tenant, String approvalId) {
    return of(tenant, approvalId);
  }

  /** Returns the URL of the list of pending requests. */
  static String of(TenantContext tenant) {
    return tenant.issuer().replaceFirst("/api/v1$", "/approvals");
  }

  /** Returns the URL of a page of the list. */
  static String page(TenantContext tenant, int page) {
    return page == 1 ? of(tenant) : of(tenant) + "?page=" + page;
  }

  /** Returns the URL of one request. */
  static String of(TenantContext tenant, String approvalId) {
    return of(tenant) + "/" + approvalId;
  }
}
