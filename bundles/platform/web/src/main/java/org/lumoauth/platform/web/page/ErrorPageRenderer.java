/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.page;

import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.page.HtmlPage;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Renders error pages for browser users. Without this service they receive the error format of API
 * clients.
 */
@ProviderType
public interface ErrorPageRenderer {

  /**
   * Renders the error page of a tenant.
   *
   * @param code the error code, as {@code resource_not_found}
   * @param requestId the request id by which the operator finds the error in the log
   * @throws RuntimeException if no page can be rendered
   */
  HtmlPage renderErrorPage(
      TenantContext tenant, HttpRequestView request, String code, String requestId);

  /**
   * Renders the error page for a path without an existing tenant, without tenant branding.
   *
   * @param code the error code, as {@code tenant_not_found}
   * @param requestId the request id by which the operator finds the error in the log
   * @throws RuntimeException if no page can be rendered
   */
  HtmlPage renderErrorPage(HttpRequestView request, String code, String requestId);
}
