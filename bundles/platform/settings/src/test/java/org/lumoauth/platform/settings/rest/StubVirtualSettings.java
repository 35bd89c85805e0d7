/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings.rest;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.settings.AuthenticationSettingsMemberProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/** A member that is kept elsewhere. A change that was looked at before another one is stale. */
final class StubVirtualSettings implements AuthenticationSettingsMemberProvider {
  Object things = List.of("a");
  boolean refuses;
  private int version;

  @Override
  public Set<String> members() {
    return Set.of("stub_things");
  }

  @Override
  public Map<String, Object> readMembers(TenantContext tenant) {
    return Map.of("stub_things", things);
  }

  @Override
  public PreparedSettingsChange prepareChange(
      TenantContext tenant, Map<String, Object> sent, Consumer<String> require, AuditInitiator by) {
    int seen = version;
    return () -> {
      if (refuses || version != seen) {
        throw ApiException.invalid("stub_things", "no");
      }
      version++;
      things = sent.get("stub_things");
    };
  }
}
