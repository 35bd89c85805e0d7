/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientauth.tls;

import java.util.Map;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Publishes support for certificate-bound tokens and the mTLS endpoint aliases (RFC 8705 sections
 * 3.3 and 5).
 */
@Component(
    configurationPid = TlsClientAuthConfig.PID,
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=client-auth-tls",
      ServerMetadataContributor.NO_PERSONAL_SCOPES
    })
public final class CertificateMetadataContributor implements ServerMetadataContributor {

  private final MtlsEndpointAliases aliases;

  @Activate
  public CertificateMetadataContributor(TlsClientAuthConfig config) {
    this.aliases = MtlsEndpointAliases.of(config.certificateBaseUrl());
  }

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    metadata.put("tls_client_certificate_bound_access_tokens", true);
  }

  @Override
  public void complete(TenantContext tenant, Map<String, Object> metadata) {
    Map<String, Object> elsewhere = aliases.of(metadata);
    if (!elsewhere.isEmpty()) {
      metadata.put("mtls_endpoint_aliases", elsewhere);
    }
  }
}
