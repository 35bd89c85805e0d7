package org.lumoauth.authn.federation;

import java.util.Map;
import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Tells by being there that people sign in by providers: their account has a page for that. */
@Component(property = {"lumoauth.kind=metadata", "lumoauth.name=authn-federation"})
public final class FederationMetadata implements MetadataContributor {

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    // Nothing of it is the business of clients.
  }
}
