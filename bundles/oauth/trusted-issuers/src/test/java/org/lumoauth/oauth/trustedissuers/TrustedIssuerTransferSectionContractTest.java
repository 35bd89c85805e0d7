/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.oauth.trustedissuers.transfer.TrustedIssuerTransferSection;
import org.lumoauth.platform.persistence.testkit.PersistentTenantTransferSectionContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class TrustedIssuerTransferSectionContractTest extends PersistentTenantTransferSectionContract {

  private static final String JWKS = "https://keys.example/jwks";

  @Override
  protected TenantTransferSection section(TestDatabase database) {
    return new TrustedIssuerTransferSection(new TrustedIssuerBundleFixture(database).issuers);
  }

  @Override
  protected List<Map<String, Object>> items() {
    return List.of(
        issuer(
            "https://b.example",
            "jwks",
            Map.of("keys", List.of(TrustedIssuerBundleFixture.KEY.jwk()))),
        issuer("https://a.example", "jwksUri", JWKS));
  }

  /** The issuer publishes its keys now. */
  @Override
  protected Map<String, Object> changed() {
    var issuer = issuer("https://b.example", "jwksUri", JWKS);
    issuer.put("name", "Another");
    issuer.put("enabled", true);
    issuer.put("algorithms", List.of("RS256"));
    issuer.put("maxLifetime", 900);
    return issuer;
  }

  private static Map<String, Object> issuer(String issuer, String member, Object keys) {
    Map<String, Object> item = new HashMap<>();
    item.put("issuer", issuer);
    item.put("name", "IdP");
    item.put("enabled", false);
    item.put(member, keys);
    item.put("algorithms", List.of("ES256", "PS256"));
    item.put("audiences", List.of("https://here.example"));
    item.put("clients", List.of("app"));
    item.put("scopes", List.of("documents.write", "documents.read"));
    item.put("subjectMapping", "email");
    item.put("emailDomains", List.of("example.com"));
    item.put("allowedSubjects", List.of("ann"));
    item.put("maxLifetime", 600);
    return item;
  }
}
