/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.devicecode;

import java.util.Map;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Publishes the device authorization endpoint (RFC 8628 section 4). */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=device-code",
      ServerMetadataContributor.NO_PERSONAL_SCOPES
    })
public final class DeviceAuthorizationMetadataContributor implements ServerMetadataContributor {

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    metadata.put("device_authorization_endpoint", tenant.issuer() + "/oauth/device_authorization");
  }
}
