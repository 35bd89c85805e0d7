/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.settings.AuthenticationSettingsMemberProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Members of the section {@code authentication} that modules store in another form. */
@Component(service = VirtualAuthenticationSettingsRegistry.class)
public final class VirtualAuthenticationSettingsRegistry {
  private final ProviderTracker<AuthenticationSettingsMemberProvider> views;

  @Activate
  public VirtualAuthenticationSettingsRegistry(@Reference ProviderRegistry registry) {
    this.views = registry.track(AuthenticationSettingsMemberProvider.class);
  }

  @Deactivate
  void close() {
    views.close();
  }

  /** Returns all virtual settings. */
  Map<String, Object> show(TenantContext tenant) {
    Map<String, Object> shown = new LinkedHashMap<>();
    for (ServiceLease<AuthenticationSettingsMemberProvider> lease : views.leaseAvailable()) {
      try (lease) {
        shown.putAll(lease.get().readMembers(tenant));
      }
    }
    return shown;
  }

  /**
   * Removes virtual settings from a body, in any spelling, and validates them.
   *
   * @return the prepared changes
   */
  List<AuthenticationSettingsMemberProvider.PreparedSettingsChange> extractChanges(
      TenantContext tenant, Map<String, Object> body, SettingsChangeInitiator editor) {
    List<AuthenticationSettingsMemberProvider.PreparedSettingsChange> changes = new ArrayList<>();
    for (ServiceLease<AuthenticationSettingsMemberProvider> lease : views.leaseAvailable()) {
      try (lease) {
        Map<String, Object> sent = taken(lease.get(), body);
        if (!sent.isEmpty()) {
          changes.add(lease.get().prepareChange(tenant, sent, editor.require(), editor.by()));
        }
      }
    }
    return changes;
  }

  private static Map<String, Object> taken(
      AuthenticationSettingsMemberProvider view, Map<String, Object> body) {
    Map<String, Object> sent = new LinkedHashMap<>();
    for (String member : view.members()) {
      body.entrySet()
          .removeIf(
              each -> {
                boolean same =
                    ApiSettingMember.key(each.getKey()).equals(ApiSettingMember.key(member));
                if (same) {
                  sent.put(member, each.getValue());
                }
                return same;
              });
    }
    return sent;
  }
}
