package org.lumoauth.oauth.dcr;

import java.util.Map;
import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Says where clients register (RFC 8414 section 2). */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=dcr",
      MetadataContributor.NO_PERSONAL_SCOPES
    })
public final class RegistrationMetadata implements MetadataContributor {

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    metadata.put("registration_endpoint", tenant.issuer() + Answer.PATH);
  }
}
