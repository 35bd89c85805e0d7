/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.lumoauth.api.key.TenantSigningAlgorithmProvider;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Adds the URL of the tenant's key set to the metadata (RFC 8414 section 2), and creates missing
 * keys in the background. A client reads the metadata before the key set, and common libraries wait
 * only 500 ms for the key set.
 */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=jwks",
      ServerMetadataContributor.NO_PERSONAL_SCOPES
    })
public final class JwksMetadataContributor implements ServerMetadataContributor {

  private final DefaultSigningKeyService keys;
  private final TenantRegistry tenants;

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<TenantSigningAlgorithmProvider> choices = List.of();

  @Activate
  public JwksMetadataContributor(
      @Reference DefaultSigningKeyService keys, @Reference TenantRegistry tenants) {
    this.keys = keys;
    this.tenants = tenants;
  }

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    metadata.put("jwks_uri", tenant.issuer() + "/.well-known/jwks.json");
    BooleanSupplier active = () -> tenants.findActiveById(tenant.id()).isPresent();
    choices.forEach(choice -> keys.prepare(tenant, choice.supportedAlgorithms(tenant), active));
  }
}
