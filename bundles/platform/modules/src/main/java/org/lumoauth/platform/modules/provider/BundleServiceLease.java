/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.provider;

import java.util.Map;
import org.lumoauth.api.module.ModuleWorkTracker.ModuleWorkPermit;
import org.lumoauth.api.module.ServiceLease;

/** A provider together with the permit of its bundle's traffic gate. */
record BundleServiceLease<T>(
    T get, String name, Map<String, Object> properties, ModuleWorkPermit passage)
    implements ServiceLease<T> {
  @Override
  public void close() {
    passage.close();
  }
}
