package org.lumoauth.platform.settings.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.settings.SettingsView;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Members of the section {@code authentication} that modules keep as something else. */
@Component(service = Views.class)
public final class Views {
  private final Providers<SettingsView> views;

  @Activate
  public Views(@Reference ProviderRegistry registry) {
    this.views = registry.follow(SettingsView.class);
  }

  @Deactivate
  void close() {
    views.close();
  }

  /** All of them. */
  Map<String, Object> show(TenantContext tenant) {
    Map<String, Object> shown = new LinkedHashMap<>();
    for (Lease<SettingsView> lease : views.acquireAll()) {
      try (lease) {
        shown.putAll(lease.get().show(tenant));
      }
    }
    return shown;
  }

  /**
   * Takes the members that are theirs out of a body, in any spelling.
   *
   * @return what changes them, looked at
   */
  List<SettingsView.Change> take(TenantContext tenant, Map<String, Object> body, Editor editor) {
    List<SettingsView.Change> changes = new ArrayList<>();
    for (Lease<SettingsView> lease : views.acquireAll()) {
      try (lease) {
        Map<String, Object> sent = taken(lease.get(), body);
        if (!sent.isEmpty()) {
          changes.add(lease.get().change(tenant, sent, editor.require(), editor.by()));
        }
      }
    }
    return changes;
  }

  private static Map<String, Object> taken(SettingsView view, Map<String, Object> body) {
    Map<String, Object> sent = new LinkedHashMap<>();
    for (String member : view.members()) {
      body.entrySet()
          .removeIf(
              each -> {
                boolean same = Line.key(each.getKey()).equals(Line.key(member));
                if (same) {
                  sent.put(member, each.getValue());
                }
                return same;
              });
    }
    return sent;
  }
}
