/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.settings;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.platform.DomainEventListenerContract;
import org.lumoauth.testkit.fake.EventDrainTenantRegistry;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.UnsupportedSigningKeyService;

class SigningAlgorithmSelectionListenerContractTest extends DomainEventListenerContract {

  private static final TenantContext ACME = aTenant().build();

  private final FakeTenantRegistry registry = new FakeTenantRegistry().with(ACME);
  private final EventDrainTenantRegistry tenants = new EventDrainTenantRegistry(registry);
  private final List<SigningAlgorithm> published = new CopyOnWriteArrayList<>();
  private final UnsupportedSigningKeyService keys =
      new UnsupportedSigningKeyService() {
        @Override
        public void publish(TenantContext tenant, SigningAlgorithm algorithm) {
          published.add(algorithm);
        }
      };
  private final SigningAlgorithmSelectionListener chosen =
      new SigningAlgorithmSelectionListener(
          AccessTokenSigningAlgorithmResolver.of(SigningAlgorithm.ES256), keys, tenants);

  @AfterEach
  void close() {
    chosen.stop();
  }

  @Override
  protected DomainEventListener listener() {
    return chosen;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(SettingsStore.CHANGED, ACME.id(), TokenSettingsSection.SECTION);
  }

  @Override
  protected void disableTenant() {
    registry.disable(ACME);
  }

  @Override
  protected boolean hasActed() {
    tenants.await(chosen, awaited());
    return !published.isEmpty();
  }
}
