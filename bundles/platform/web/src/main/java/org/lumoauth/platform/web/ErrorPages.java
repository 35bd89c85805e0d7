package org.lumoauth.platform.web;

import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.page.Page;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Says in a page what went wrong, to a person whose browser asked for one. Without this service
 * they get what programs get.
 */
@ProviderType
public interface ErrorPages {

  /**
   * The page.
   *
   * @param code the error's, as {@code resource_not_found}
   * @param requestId what the operator finds it by
   * @throws RuntimeException if there is none to be had now
   */
  Page page(TenantContext tenant, RequestView request, String code, String requestId);

  /**
   * The page where the address names no tenant that there is: in nobody's branding.
   *
   * @param code the error's, as {@code tenant_not_found}
   * @param requestId what the operator finds it by
   * @throws RuntimeException if there is none to be had now
   */
  Page page(RequestView request, String code, String requestId);
}
