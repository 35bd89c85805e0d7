/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dcr;

import java.util.Map;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Publishes the registration endpoint (RFC 8414 section 2). */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=dcr",
      ServerMetadataContributor.NO_PERSONAL_SCOPES
    })
public final class ClientRegistrationMetadataContributor implements ServerMetadataContributor {

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    metadata.put("registration_endpoint", tenant.issuer() + ClientRegistrationResponseFactory.PATH);
  }
}
