package org.lumoauth.platform.web;

import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.page.HtmlPage;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Says in a page what went wrong, to a person whose browser asked for one. Without this service
 * they get what programs get.
 */
@ProviderType
public interface ErrorPageRenderer {

  /**
   * The page.
   *
   * @param code the error's, as {@code resource_not_found}
   * @param requestId what the operator finds it by
   * @throws RuntimeException if there is none to be had now
   */
  HtmlPage renderErrorPage(
      TenantContext tenant, HttpRequestView request, String code, String requestId);

  /**
   * The page where the address names no tenant that there is: in nobody's branding.
   *
   * @param code the error's, as {@code tenant_not_found}
   * @param requestId what the operator finds it by
   * @throws RuntimeException if there is none to be had now
   */
  HtmlPage renderErrorPage(HttpRequestView request, String code, String requestId);
}
