/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.net.URI;
import org.lumoauth.api.tenant.TenantContext;

/** Builds the URL at which a pending request is resumed. */
final class ResumeUrlBuilder {

  static final String PATH = AuthorizationEndpoint.PATH + "/resume";

  private ResumeUrlBuilder() {}

  /** Returns the absolute URL. */
  static String address(TenantContext tenant, String ticket) {
    return tenant.issuer() + PATH + "?" + ConsentPageFactory.TICKET + "=" + ticket;
  }

  /** Returns the path and query on this server. */
  static String path(TenantContext tenant, String ticket) {
    URI uri = URI.create(address(tenant, ticket));
    return uri.getRawPath() + "?" + uri.getRawQuery();
  }
}
