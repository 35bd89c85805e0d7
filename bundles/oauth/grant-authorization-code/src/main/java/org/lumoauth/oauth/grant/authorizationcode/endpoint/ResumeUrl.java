package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.net.URI;
import org.lumoauth.api.tenant.TenantContext;

/** Where a request goes on. */
final class ResumeUrl {

  static final String PATH = AuthorizationEndpoint.PATH + "/resume";

  private ResumeUrl() {}

  /** The URL. */
  static String address(TenantContext tenant, String ticket) {
    return tenant.issuer() + PATH + "?" + ConsentPageFactory.TICKET + "=" + ticket;
  }

  /** The same as a path of this server, with its query. */
  static String path(TenantContext tenant, String ticket) {
    URI uri = URI.create(address(tenant, ticket));
    return uri.getRawPath() + "?" + uri.getRawQuery();
  }
}
