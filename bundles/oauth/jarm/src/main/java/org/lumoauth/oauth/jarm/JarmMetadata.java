package org.lumoauth.oauth.jarm;

import java.util.ArrayList;
import java.util.Map;
import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Says by what responses can be signed (JARM section 4). */
@Component(property = {"lumoauth.kind=metadata", "lumoauth.name=jarm"})
public final class JarmMetadata implements MetadataContributor {

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    metadata.put(
        "authorization_signing_alg_values_supported",
        new ArrayList<>(SignedResponses.algorithms()));
  }
}
