package org.lumoauth.authn.flow;

import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class FlowSettingsTest extends SettingsSchemaContract {
  @Override
  protected SettingsSchema schema() {
    return new FlowSettings();
  }
}
