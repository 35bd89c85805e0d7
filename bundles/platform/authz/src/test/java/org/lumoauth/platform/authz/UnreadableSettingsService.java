/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import java.util.Map;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;

/** Settings that cannot be read. */
final class UnreadableSettingsService implements SettingsStore {

  @Override
  public Map<String, Object> read(TenantContext tenant, String section) {
    throw new IllegalStateException("no database");
  }

  @Override
  public Map<String, Object> change(
      TenantContext tenant, String section, Map<String, Object> changes) {
    throw new UnsupportedOperationException();
  }
}
