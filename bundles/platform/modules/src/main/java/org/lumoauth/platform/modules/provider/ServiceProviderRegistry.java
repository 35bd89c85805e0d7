package org.lumoauth.platform.modules.provider;

import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Finds providers among the OSGi services. */
@Component
public final class ServiceProviderRegistry implements ProviderRegistry {
  private final BundleContext context;
  private final BundleGates gates;
  private final SilentBundles silent;

  @Activate
  public ServiceProviderRegistry(BundleContext context, @Reference BundleGates gates) {
    this.context = context;
    this.gates = gates;
    this.silent = new SilentBundles(context, gates);
  }

  @Deactivate
  void close() {
    silent.close();
  }

  @Override
  public <T> Providers<T> follow(Class<T> contract) {
    return TrackedProviders.open(context, contract, gates, silent, System::nanoTime);
  }
}
