/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers.transfer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.trustedissuers.RegisteredIssuer;
import org.lumoauth.oauth.trustedissuers.TrustedIssuerAdminService;
import org.lumoauth.oauth.trustedissuers.TrustedIssuerDefinition;
import org.lumoauth.oauth.trustedissuers.rest.TrustedIssuerRequestParser;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Exports and imports trusted issuers, without subject links, because users have other IDs on
 * another server.
 */
@Component(property = {"lumoauth.kind=tenant-section", "lumoauth.name=trusted-issuers"})
public final class TrustedIssuerTransferSection implements TenantTransferSection {
  private static final String KEY = "issuer";

  private final TrustedIssuerAdminService issuers;

  @Activate
  public TrustedIssuerTransferSection(@Reference TrustedIssuerAdminService issuers) {
    this.issuers = issuers;
  }

  @Override
  public int order() {
    return 55;
  }

  @Override
  public String area() {
    return "settings";
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public Set<String> atomicMembers() {
    return Set.of("jwks");
  }

  @Override
  public List<Map<String, Object>> export(TenantContext tenant) {
    return issuers.list(tenant).stream().map(TrustedIssuerTransferSection::item).toList();
  }

  @Override
  public void check(Map<String, Object> item) {
    TrustedIssuerRequestParser.create(item);
  }

  @Override
  public Map<String, Object> put(
      TenantContext tenant, Map<String, Object> item, boolean exists, AuditInitiator by) {
    if (exists) {
      var was =
          issuers.list(tenant).stream()
              .filter(issuer -> issuer.settings().issuer().equals(item.get(KEY)))
              .findFirst()
              .orElseThrow(() -> ApiException.notFound("The trusted issuer does not exist."));
      var wanted = TrustedIssuerRequestParser.create(withOneOfItsKeys(was.settings(), item));
      issuers.change(tenant, was.id(), before -> wanted, by);
    } else {
      issuers.create(tenant, TrustedIssuerRequestParser.create(item), by);
    }
    return Map.of();
  }

  /**
   * Returns the merged settings: imported keys replace a stored URL, and an imported URL replaces
   * stored keys.
   */
  private static Map<String, Object> withOneOfItsKeys(
      TrustedIssuerDefinition was, Map<String, Object> item) {
    Map<String, Object> wanted = new LinkedHashMap<>(item);
    if (item.get("jwks") != null && item.get("jwksUri") != null) {
      wanted.remove(was.jwksUri().isEmpty() ? "jwks" : "jwksUri");
    }
    return wanted;
  }

  private static Map<String, Object> item(RegisteredIssuer issuer) {
    return new LinkedHashMap<>(new TreeMap<>(TrustedIssuerRequestParser.of(issuer.settings())));
  }
}
