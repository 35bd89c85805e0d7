package org.lumoauth.oauth.idjag;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Tells that ID-JAGs are issued and taken here. */
@Component(property = {"lumoauth.kind=metadata", "lumoauth.name=oauth-id-jag"})
public final class IdJagMetadata implements MetadataContributor {

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    metadata.put(
        "identity_chaining_requested_token_types_supported", new ArrayList<>(List.of(IdJag.TYPE)));
    metadata.put("authorization_grant_profiles_supported", new ArrayList<>(List.of(IdJag.PROFILE)));
  }
}
