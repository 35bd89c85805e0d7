package org.lumoauth.oauth.grant.refreshtoken;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Adds {@code offline_access} to {@code scopes_supported} (RFC 8414 section 2). */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=oauth-grant-refresh-token",
      MetadataContributor.NO_PERSONAL_SCOPES
    })
public final class RefreshTokenMetadata implements MetadataContributor {

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    MetadataContributor.add(
        metadata, "scopes_supported", List.of(RefreshTokenContributor.OFFLINE_ACCESS));
  }
}
