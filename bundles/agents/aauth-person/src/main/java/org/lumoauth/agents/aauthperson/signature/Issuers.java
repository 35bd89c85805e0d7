package org.lumoauth.agents.aauthperson.signature;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.key.KeySets;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds the keys of other servers by their documents. */
@Component(service = Issuers.class)
public final class Issuers {

  private final ServerDocuments documents;
  private final KeySets keySets;

  @Activate
  public Issuers(@Reference ServerDocuments documents, @Reference KeySets keySets) {
    this.documents = documents;
    this.keySets = keySets;
  }

  /**
   * A server's keys.
   *
   * @param dwk the name of its document, as {@code aauth-agent.json}
   * @return none if it has none of this id
   * @throws IssuerProblem if its document names another, or none
   * @throws org.lumoauth.api.web.Problem 503 {@code temporarily_unavailable} if they can't be had
   *     now
   */
  public List<Map<String, Object>> keys(
      TenantContext tenant, String issuer, String dwk, Optional<String> kid) {
    return documents
        .known(tenant, issuer, dwk)
        .flatMap(ServerDocument::keys)
        .map(uri -> keySets.find(tenant, uri, kid))
        .orElse(List.of());
  }
}
