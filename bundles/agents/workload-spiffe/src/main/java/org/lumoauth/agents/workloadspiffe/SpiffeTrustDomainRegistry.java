/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workloadspiffe;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.key.RemoteKeySetClient;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the trust domains that the operator configured, and the keys of their JWT-SVIDs. Only the
 * operator configures the location of a bundle; workloads and administrators of tenants cannot.
 *
 * @see <a
 *     href="https://github.com/spiffe/spiffe/blob/main/standards/SPIFFE_Trust_Domain_and_Bundle.md#4-spiffe-bundle-format">SPIFFE
 *     Trust Domain and Bundle section 4</a>
 */
@Component(service = SpiffeTrustDomainRegistry.class, configurationPid = SpiffeConfig.PID)
@Designate(ocd = SpiffeConfig.class)
public final class SpiffeTrustDomainRegistry {

  private static final Logger LOG = LoggerFactory.getLogger(SpiffeTrustDomainRegistry.class);
  private static final String USE = "use";

  private final RemoteKeySetClient sets;
  private final Map<String, URI> bundles;

  @Activate
  public SpiffeTrustDomainRegistry(@Reference RemoteKeySetClient sets, SpiffeConfig config) {
    this(sets, read(config.bundles()));
  }

  SpiffeTrustDomainRegistry(RemoteKeySetClient sets, Map<String, URI> bundles) {
    this.sets = sets;
    this.bundles = Map.copyOf(bundles);
  }

  boolean knows(String trustDomain) {
    return bundles.containsKey(trustDomain);
  }

  /** Returns the keys of a bundle that are for JWT-SVIDs (section 4.2.2). */
  List<Map<String, Object>> keys(TenantContext tenant, String trustDomain, Optional<String> kid) {
    if (!knows(trustDomain)) {
      return List.of();
    }
    List<Map<String, Object>> keys = new ArrayList<>();
    for (Map<String, Object> key : sets.find(tenant, bundles.get(trustDomain), kid)) {
      if ("jwt-svid".equals(key.get(USE)) && key.get("kid") instanceof String) {
        Map<String, Object> plain = new HashMap<>(key);
        plain.remove(USE); // not a use that JWK defines (RFC 7517 section 4.2)
        keys.add(plain);
      }
    }
    return keys;
  }

  /** A list in a configuration file is one comma-separated string. */
  static Map<String, URI> read(String... lines) {
    Map<String, URI> bundles = new HashMap<>();
    for (String line : String.join(",", lines).split(",")) {
      if (line.isBlank()) {
        continue;
      }
      int sign = line.indexOf('=');
      String domain = sign < 0 ? "" : line.substring(0, sign).strip();
      try {
        URI address = new URI(line.substring(sign + 1).strip());
        if (SpiffeId.of("spiffe://" + domain + "/x").isEmpty() || address.getHost() == null) {
          throw new URISyntaxException(line, "expected a trust domain with the URL of its bundle");
        }
        bundles.put(domain, address);
      } catch (URISyntaxException e) {
        LOG.error("spiffe.bundle.ignored: line={} reason={}", line, e.getReason());
      }
    }
    return bundles;
  }
}
