/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.signature;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.key.RemoteKeySetClient;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Resolves the keys of other servers from their metadata documents. */
@Component(service = AAuthIssuerKeyResolver.class)
public final class AAuthIssuerKeyResolver {

  private final AAuthServerMetadataClient documents;
  private final RemoteKeySetClient keySets;

  @Activate
  public AAuthIssuerKeyResolver(
      @Reference AAuthServerMetadataClient documents, @Reference RemoteKeySetClient keySets) {
    this.documents = documents;
    this.keySets = keySets;
  }

  /**
   * Returns a server's keys.
   *
   * @param dwk the name of its metadata document, such as {@code aauth-agent.json}
   * @return empty if it has no key with this id
   * @throws IssuerKeyException if the issuer in its document is missing or different
   * @throws org.lumoauth.api.web.ApiException 503 {@code temporarily_unavailable} if they cannot be
   *     fetched now
   */
  public List<Map<String, Object>> keys(
      TenantContext tenant, String issuer, String dwk, Optional<String> kid) {
    return documents
        .findCached(tenant, issuer, dwk)
        .flatMap(AAuthServerMetadata::keys)
        .map(uri -> keySets.find(tenant, uri, kid))
        .orElse(List.of());
  }
}
