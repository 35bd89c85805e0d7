package org.lumoauth.platform.settings.rest;

import org.lumoauth.platform.settings.Fixture;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeTenantAdmin;

/** Desks over a test's settings. */
final class Desks {

  /** Somebody who may do anything. */
  static final Editor SOMEBODY = new Editor(Fixture.SOMEBODY, permission -> {});

  private Desks() {}

  /** One without views. */
  static SettingsDesk desk(Fixture fixture) {
    return desk(fixture, new FakeProviderRegistry());
  }

  /** One with these views. */
  static SettingsDesk desk(Fixture fixture, FakeProviderRegistry views) {
    return desk(fixture, views, names());
  }

  /** One that asks for the tenant's name there. */
  static SettingsDesk desk(Fixture fixture, FakeProviderRegistry views, TenantNames names) {
    return new SettingsDesk(
        new WireSections(fixture.sections), fixture.settings, names, new Views(views));
  }

  /** The name of the tenant, which is Acme Inc. */
  static TenantNames names() {
    var names = new TenantNames();
    names.tenants = new FakeTenantAdmin("Acme Inc.");
    return names;
  }
}
