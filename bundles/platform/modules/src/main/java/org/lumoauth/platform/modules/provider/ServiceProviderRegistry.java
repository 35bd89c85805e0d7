/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.provider;

import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Finds providers among the OSGi services. */
@Component
public final class ServiceProviderRegistry implements ProviderRegistry {
  private final BundleContext context;
  private final BundleTrafficGates gates;
  private final InactiveBundleProviderLookup silent;

  @Activate
  public ServiceProviderRegistry(BundleContext context, @Reference BundleTrafficGates gates) {
    this.context = context;
    this.gates = gates;
    this.silent = new InactiveBundleProviderLookup(context, gates);
  }

  @Deactivate
  void close() {
    silent.close();
  }

  @Override
  public <T> ProviderTracker<T> track(Class<T> contract) {
    return ServiceProviderTracker.open(context, contract, gates, silent, System::nanoTime);
  }
}
