/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.oauth.trustedissuers.SubjectLinkService;
import org.lumoauth.oauth.trustedissuers.TrustedIssuerAdminService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes the admin API of trusted issuers. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-trusted-issuers",
      "lumoauth.web.routes=~/admin/oauth/trusted-issuers"
    })
public final class TrustedIssuersApplication extends Application {

  private final Set<Object> singletons;

  @Activate
  public TrustedIssuersApplication(
      @Reference TrustedIssuerAdminService issuers, @Reference SubjectLinkService links) {
    this.singletons =
        Set.of(new TrustedIssuersResource(issuers), new SubjectLinksResource(links, issuers));
  }

  @Override
  public Set<Object> getSingletons() {
    return singletons;
  }
}
