/* SPDX-License-Identifier: Apache-2.0 */
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
 * Signs events at delivery with the current key, so that even an event that was queued for days
 * verifies with a published key.
 */
@Component(service = SecurityEventTokenSigner.class)
public final class SecurityEventTokenSigner {

  /** The header type of RFC 8417 section 2.3, which prevents confusion with other JWTs. */
  private static final Map<String, Object> HEADER = Map.of("typ", "secevent+jwt");

  private final SigningKeyService keys;
  private final SettingsStore settings;

  @Activate
  public SecurityEventTokenSigner(
      @Reference SigningKeyService keys, @Reference SettingsStore settings) {
    this.keys = keys;
    this.settings = settings;
  }

  /** Publishes the key before its first use. */
  public void publishKey(TenantContext tenant) {
    keys.publish(tenant, SsfSettings.algorithm(settings, tenant));
  }

  String sign(TenantContext tenant, QueuedSecurityEvent event) {
    return keys.sign(tenant, SsfSettings.algorithm(settings, tenant), HEADER, event.claims());
  }
}
