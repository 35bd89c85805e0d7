package org.lumoauth.api.approval;

import org.lumoauth.api.tenant.TenantContext;

/**
 * The page on which people answer, signed in. Registered with {@code lumoauth.kind=answer-page} and
 * {@code lumoauth.name=approvals}. While no module that runs has one, nobody is sent to it.
 */
public interface ApprovalPageUrlProvider {

  /**
   * The URL of one request on it.
   *
   * @param approvalId the request's id, {@code apr_} and a ULID
   */
  String approvalUrl(TenantContext tenant, String approvalId);
}
