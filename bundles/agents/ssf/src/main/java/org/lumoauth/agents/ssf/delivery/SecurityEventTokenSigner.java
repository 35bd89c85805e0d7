package org.lumoauth.agents.ssf.delivery;

import java.util.Map;
import org.lumoauth.agents.ssf.SsfSettings;
import org.lumoauth.agents.ssf.outbox.QueuedSecurityEvent;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Signs events when they go out, by the key that is current then: one that waited for days is still
 * verified by a key that is published.
 */
@Component(service = SecurityEventTokenSigner.class)
public final class SecurityEventTokenSigner {

  /** RFC 8417 section 2.3: no other kind of JWT is taken for one. */
  private static final Map<String, Object> HEADER = Map.of("typ", "secevent+jwt");

  private final SigningKeyService keys;
  private final SettingsStore settings;

  @Activate
  public SecurityEventTokenSigner(
      @Reference SigningKeyService keys, @Reference SettingsStore settings) {
    this.keys = keys;
    this.settings = settings;
  }

  /** Publishes the key before it signs first. */
  public void publishKey(TenantContext tenant) {
    keys.publish(tenant, SsfSettings.algorithm(settings, tenant));
  }

  String sign(TenantContext tenant, QueuedSecurityEvent event) {
    return keys.sign(tenant, SsfSettings.algorithm(settings, tenant), HEADER, event.claims());
  }
}
