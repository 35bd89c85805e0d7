/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.par;

import java.util.Map;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Publishes the pushed authorization request endpoint (RFC 9126 section 5). */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=par",
      ServerMetadataContributor.NO_PERSONAL_SCOPES
    })
public final class ParMetadataContributor implements ServerMetadataContributor {

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    metadata.put("pushed_authorization_request_endpoint", tenant.issuer() + "/oauth/par");
    // The authorization endpoint sets it to true if the tenant requires pushed requests.
    metadata.putIfAbsent("require_pushed_authorization_requests", false);
  }
}
