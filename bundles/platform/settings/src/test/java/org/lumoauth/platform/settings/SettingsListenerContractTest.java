/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.DatabaseCachingListenerContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class SettingsListenerContractTest extends DatabaseCachingListenerContract {

  private SettingsFixture settings;

  @Override
  protected void start(TestDatabase database) {
    settings = new SettingsFixture(database);
    settings.settings.change(
        SettingsFixture.ACME,
        Map.of("password", Map.of("minLength", 20)),
        SettingsFixture.SOMEBODY);
  }

  @Override
  protected DomainEventListener listener() {
    return new SettingsCacheInvalidationListener(settings.own);
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent("settings.changed", SettingsFixture.ACME.id(), "password");
  }

  @Override
  protected Object remembered() {
    return settings.settings.read(SettingsFixture.ACME, "password");
  }

  @AfterEach
  void close() {
    settings.close();
  }
}
