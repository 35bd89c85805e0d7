/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings.rest;

import org.lumoauth.platform.settings.SettingsFixture;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeTenantAdminService;

/** Creates settings services on the settings of a test. */
final class SettingsServiceFactory {

  /** Somebody who may do anything. */
  static final SettingsChangeInitiator SOMEBODY =
      new SettingsChangeInitiator(SettingsFixture.SOMEBODY, permission -> {});

  private SettingsServiceFactory() {}

  /** One without views. */
  static ApiSettingsService desk(SettingsFixture fixture) {
    return desk(fixture, new FakeProviderRegistry());
  }

  /** One with these views. */
  static ApiSettingsService desk(SettingsFixture fixture, FakeProviderRegistry views) {
    return desk(fixture, views, names());
  }

  /** One that asks for the tenant's name there. */
  static ApiSettingsService desk(
      SettingsFixture fixture, FakeProviderRegistry views, TenantNameService names) {
    return new ApiSettingsService(
        new ApiSettingsSectionMapper(fixture.sections),
        fixture.settings,
        names,
        new VirtualAuthenticationSettingsRegistry(views));
  }

  /** The name of the tenant, which is Acme Inc. */
  static TenantNameService names() {
    var names = new TenantNameService();
    names.tenants = new FakeTenantAdminService("Acme Inc.");
    return names;
  }
}
