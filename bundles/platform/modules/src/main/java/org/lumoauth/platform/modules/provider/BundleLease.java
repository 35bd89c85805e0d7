package org.lumoauth.platform.modules.provider;

import java.util.Map;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ModuleTraffic.Passage;

/** A provider together with the passage into its bundle. */
record BundleLease<T>(T get, String name, Map<String, Object> properties, Passage passage)
    implements Lease<T> {
  @Override
  public void close() {
    passage.close();
  }
}
