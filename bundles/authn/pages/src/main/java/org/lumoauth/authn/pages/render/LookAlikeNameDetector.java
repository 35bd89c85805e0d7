/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.render;

import java.util.Optional;
import org.lumoauth.api.oauth.client.ClientNameSimilarity;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.pages.brand.TenantBrand;
import org.lumoauth.platform.web.text.ConfusableNameDetector;
import org.lumoauth.platform.web.text.NameSkeletonReducer;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Detects names that readers may confuse with others; every page that shows such a name warns about
 * it.
 */
@Component(service = LookAlikeNameDetector.class)
public final class LookAlikeNameDetector {

  /** The message about letters that look like those of another script. */
  static final String LETTERS = "pages.look-alike";

  /** The message about a name that looks like that of a registered client or of the tenant. */
  static final String KNOWN = "pages.look-alike.known";

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile ClientNameSimilarity clients;

  /** Used by the component runtime. */
  public LookAlikeNameDetector() {}

  LookAlikeNameDetector(ClientNameSimilarity clients) {
    this.clients = clients;
  }

  /**
   * Returns the message key of the warning about a name.
   *
   * @param tenant the tenant with the clients to compare with; empty on a page without a tenant
   * @return empty if no warning is needed
   */
  String of(Optional<TenantContext> tenant, TenantBrand brand, String name) {
    if (tenant.isPresent() && isLikeAnother(tenant.get(), brand.name(), name)) {
      return KNOWN;
    }
    return ConfusableNameDetector.isSuspicious(name) ? LETTERS : "";
  }

  private boolean isLikeAnother(TenantContext tenant, String organization, String name) {
    if (!name.equalsIgnoreCase(organization)
        && NameSkeletonReducer.of(name).equals(NameSkeletonReducer.of(organization))) {
      return true;
    }
    ClientNameSimilarity known = clients;
    return known != null && known.resemblesAnother(tenant, name);
  }
}
