/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.refreshtoken;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Adds {@code offline_access} to {@code scopes_supported} (RFC 8414 section 2). */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=oauth-grant-refresh-token",
      ServerMetadataContributor.NO_PERSONAL_SCOPES
    })
public final class OfflineAccessMetadataContributor implements ServerMetadataContributor {

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    ServerMetadataContributor.add(
        metadata, "scopes_supported", List.of(RefreshTokenContributor.OFFLINE_ACCESS));
  }
}
