package org.lumoauth.agents.approvals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** What a tenant can set of approvals. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=approvals"})
public final class ApprovalSettings implements SettingsSchema {

  private static final String SECTION = "approvals";
  private static final String PENDING = "pendingPerRequester";

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting(
            PENDING,
            Type.INTEGER,
            20,
            false,
            Set.of(),
            Optional.of(1L),
            Optional.of(1_000L),
            "How many approvals of one requester may wait for answers at once."));
  }

  static int pendingPerRequester(SettingsStore settings, TenantContext tenant) {
    return ((Number) settings.read(tenant, SECTION).getOrDefault(PENDING, 20)).intValue();
  }
}
