/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.settings;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.support.concurrent.DaemonThreadFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a key for an algorithm that a tenant has just selected, so that token verifiers can
 * fetch it before the first token, and no request waits for the key to be generated.
 */
@Component(property = {"lumoauth.kind=event-listener", "lumoauth.name=token-chosen-keys"})
public final class SigningAlgorithmSelectionListener implements DomainEventListener {

  private static final Logger LOG =
      LoggerFactory.getLogger(SigningAlgorithmSelectionListener.class);
  private static final int WAITING = 1_000;

  private final AccessTokenSigningAlgorithmResolver choice;
  private final SigningKeyService keys;
  private final TenantRegistry tenants;
  private final ThreadPoolExecutor background;

  @Activate
  public SigningAlgorithmSelectionListener(
      @Reference AccessTokenSigningAlgorithmResolver choice,
      @Reference SigningKeyService keys,
      @Reference TenantRegistry tenants) {
    this.choice = choice;
    this.keys = keys;
    this.tenants = tenants;
    this.background =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            DaemonThreadFactory.named("lumoauth-chosen-keys"),
            new ThreadPoolExecutor.DiscardPolicy()); // the key is then generated on first use
    background.allowCoreThreadTimeOut(true);
  }

  @Deactivate
  void stop() {
    background.shutdown();
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.type().equals(SettingsStore.CHANGED)
        && event.id().equals(TokenSettingsSection.SECTION)) {
      background.execute(() -> publish(event.tenantId()));
    }
  }

  private void publish(String tenantId) {
    try {
      tenants
          .findById(tenantId) // an inactive tenant gets the key when it is active again
          .ifPresent(tenant -> keys.publish(tenant, choice.accessTokens(tenant)));
    } catch (RuntimeException e) {
      LOG.warn("chosen-key.not-published: {} {}", tenantId, e.toString());
    }
  }
}
