package org.lumoauth.oauth.clientauth.tls;

import java.util.Map;
import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Says that tokens can be bound to certificates (RFC 8705 section 3.3). */
@Component(property = {"lumoauth.kind=metadata", "lumoauth.name=client-auth-tls"})
public final class CertificateMetadata implements MetadataContributor {

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    metadata.put("tls_client_certificate_bound_access_tokens", true);
  }
}
