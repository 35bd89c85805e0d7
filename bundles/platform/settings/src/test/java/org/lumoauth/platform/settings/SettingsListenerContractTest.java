package org.lumoauth.platform.settings;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.DatabaseCachingListenerContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class SettingsListenerContractTest extends DatabaseCachingListenerContract {

  private Fixture settings;

  @Override
  protected void start(TestDatabase database) {
    settings = new Fixture(database);
    settings.settings.change(
        Fixture.ACME, Map.of("password", Map.of("minLength", 20)), Fixture.SOMEBODY);
  }

  @Override
  protected DomainEventListener listener() {
    return new SettingsChangeListener(settings.own);
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent("settings.changed", Fixture.ACME.id(), "password");
  }

  @Override
  protected Object remembered() {
    return settings.settings.read(Fixture.ACME, "password");
  }

  @AfterEach
  void close() {
    settings.close();
  }
}
