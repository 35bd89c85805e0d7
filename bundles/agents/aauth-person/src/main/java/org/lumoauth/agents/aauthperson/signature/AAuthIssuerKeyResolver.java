package org.lumoauth.agents.aauthperson.signature;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.key.RemoteKeySetClient;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds the keys of other servers by their documents. */
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
   * A server's keys.
   *
   * @param dwk the name of its document, as {@code aauth-agent.json}
   * @return none if it has none of this id
   * @throws IssuerKeyException if its document names another, or none
   * @throws org.lumoauth.api.web.ApiException 503 {@code temporarily_unavailable} if they can't be
   *     had now
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
