package org.lumoauth.oauth.trustedissuers.transfer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantSection;
import org.lumoauth.api.web.Problem;
import org.lumoauth.oauth.trustedissuers.IssuerRegistry;
import org.lumoauth.oauth.trustedissuers.IssuerSettings;
import org.lumoauth.oauth.trustedissuers.RegisteredIssuer;
import org.lumoauth.oauth.trustedissuers.rest.IssuerBody;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Trusted issuers. Who of them is whom stays here: users have other identifiers on another server.
 */
@Component(property = {"lumoauth.kind=tenant-section", "lumoauth.name=trusted-issuers"})
public final class IssuersSection implements TenantSection {
  private static final String KEY = "issuer";

  private final IssuerRegistry issuers;

  @Activate
  public IssuersSection(@Reference IssuerRegistry issuers) {
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
  public Set<String> whole() {
    return Set.of("jwks");
  }

  @Override
  public List<Map<String, Object>> export(TenantContext tenant) {
    return issuers.list(tenant).stream().map(IssuersSection::item).toList();
  }

  @Override
  public void check(Map<String, Object> item) {
    IssuerBody.create(item);
  }

  @Override
  public Map<String, Object> put(
      TenantContext tenant, Map<String, Object> item, boolean exists, Initiator by) {
    if (exists) {
      var was =
          issuers.list(tenant).stream()
              .filter(issuer -> issuer.settings().issuer().equals(item.get(KEY)))
              .findFirst()
              .orElseThrow(() -> Problem.notFound("There is no such issuer."));
      var wanted = IssuerBody.create(withOneOfItsKeys(was.settings(), item));
      issuers.change(tenant, was.id(), before -> wanted, by);
    } else {
      issuers.create(tenant, IssuerBody.create(item), by);
    }
    return Map.of();
  }

  /** Keys that the document gives take the place of an address that was there, and the reverse. */
  private static Map<String, Object> withOneOfItsKeys(
      IssuerSettings was, Map<String, Object> item) {
    Map<String, Object> wanted = new LinkedHashMap<>(item);
    if (item.get("jwks") != null && item.get("jwksUri") != null) {
      wanted.remove(was.jwksUri().isEmpty() ? "jwks" : "jwksUri");
    }
    return wanted;
  }

  private static Map<String, Object> item(RegisteredIssuer issuer) {
    return new LinkedHashMap<>(new TreeMap<>(IssuerBody.of(issuer.settings())));
  }
}
