/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.transfer;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.federation.provider.ProvisionedUserRoleService;
import org.lumoauth.authn.federation.provider.SocialProvider;
import org.lumoauth.authn.federation.provider.SocialProviderRequestParser;
import org.lumoauth.authn.federation.provider.SocialProviderService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Exports and imports identity providers without their secrets. Links are not exported, because
 * user ids differ between servers.
 */
@Component(property = {"lumoauth.kind=tenant-section", "lumoauth.name=social-providers"})
public final class IdentityProviderTransferSection implements TenantTransferSection {

  private static final String SECRET = "clientSecret";

  /** No permission check: importing requires full permissions. */
  private static final Runnable MAY = () -> {};

  private final SocialProviderService providers;
  private final ProvisionedUserRoleService roles;

  @Activate
  public IdentityProviderTransferSection(
      @Reference SocialProviderService providers, @Reference ProvisionedUserRoleService roles) {
    this.providers = providers;
    this.roles = roles;
  }

  /** After roles, which providers assign to new users. */
  @Override
  public int order() {
    return 57;
  }

  @Override
  public String area() {
    return "settings";
  }

  @Override
  public String key() {
    return SocialProviderExportMapper.KEY;
  }

  @Override
  public Set<String> atomicMembers() {
    return Set.of("claimMapping", "customClaims", "providerConfig");
  }

  @Override
  public List<Map<String, Object>> export(TenantContext tenant) {
    return providers.list(tenant).stream()
        .sorted(Comparator.comparing(SocialProvider::provider))
        .map(
            each ->
                SocialProviderExportMapper.of(
                    each, roles.slugs(tenant, each.settings().defaultRoles())))
        .toList();
  }

  @Override
  public void check(Map<String, Object> item) {
    form(item).provider();
  }

  /**
   * Reports providers that are disabled until their secret is set, because a document contains no
   * secrets.
   */
  @Override
  public Map<String, Object> put(
      TenantContext tenant, Map<String, Object> item, boolean exists, AuditInitiator by) {
    var form = form(item);
    var provider = form.provider();
    var put =
        exists
            ? providers.change(tenant, provider, form, MAY, by)
            : providers.create(tenant, provider, form, MAY, by);
    boolean waits = !put.settings().enabled() && !Boolean.FALSE.equals(item.get("enabled"));
    return waits
        ? Map.of(
            "enabled",
            false,
            "note",
            "The identity provider is disabled, because it has no client secret. Send "
                + "clientSecret and enabled to"
                + " /admin/social-providers/"
                + provider
                + ".")
        : Map.of();
  }

  private static SocialProviderRequestParser form(Map<String, Object> item) {
    if (item.containsKey(SECRET)) {
      throw ApiException.invalid(
          SECRET, SECRET + " is a secret and must not be part of a document.");
    }
    return SocialProviderRequestParser.ofDocument(item, SocialProviderExportMapper.MEMBERS);
  }
}
