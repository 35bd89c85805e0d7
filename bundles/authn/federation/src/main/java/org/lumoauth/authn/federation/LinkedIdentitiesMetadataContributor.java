/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation;

import java.util.Map;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.federation.signin.FederationUrls;
import org.osgi.service.component.annotations.Component;

/** Publishes the URL of the page with a user's linked identities. */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=authn-federation",
      ServerMetadataContributor.NO_PERSONAL_SCOPES
    })
public final class LinkedIdentitiesMetadataContributor implements ServerMetadataContributor {

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    metadata.put("identities_endpoint", FederationUrls.account(tenant));
  }
}
