/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.approval;

import org.lumoauth.api.tenant.TenantContext;

/**
 * Locates the page where signed-in users answer approval requests. Registered with {@code
 * lumoauth.kind=answer-page} and {@code lumoauth.name=approvals}. While no active module provides
 * one, users are not sent to a page.
 */
public interface ApprovalPageUrlProvider {

  /**
   * Returns the URL of one request on this page.
   *
   * @param approvalId the id of the request, {@code apr_} and a ULID
   */
  String approvalUrl(TenantContext tenant, String approvalId);
}
