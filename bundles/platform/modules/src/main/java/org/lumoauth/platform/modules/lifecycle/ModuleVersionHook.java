/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.lifecycle;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;

/**
 * Hides the services of each version of a module from its other versions while they run in
 * parallel. Otherwise Declarative Services binds components of the new version to services of the
 * old version, because these were registered first, and restarts the components when the old
 * version stops, although they already process requests.
 */
final class ModuleVersionHook implements FindHook, EventListenerHook, AutoCloseable {

  private final Set<Bundle> versions;
  private final ServiceRegistration<?> registration;

  /**
   * Registers the hook.
   *
   * @param versions the versions that are installed already
   */
  ModuleVersionHook(BundleContext context, List<Bundle> versions) {
    this.versions = new CopyOnWriteArraySet<>(versions);
    this.registration =
        context.registerService(
            new String[] {FindHook.class.getName(), EventListenerHook.class.getName()}, this, null);
  }

  /** Adds a version, before it is started. */
  void add(Bundle version) {
    versions.add(version);
  }

  @Override
  public void find(
      BundleContext context,
      String name,
      String filter,
      boolean allServices,
      Collection<ServiceReference<?>> references) {
    Bundle user = context.getBundle();
    if (versions.contains(user)) {
      references.removeIf(reference -> areDifferentVersions(reference.getBundle(), user));
    }
  }

  @Override
  public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
    Bundle provider = event.getServiceReference().getBundle();
    if (versions.contains(provider)) {
      listeners.keySet().removeIf(user -> areDifferentVersions(provider, user.getBundle()));
    }
  }

  private boolean areDifferentVersions(Bundle provider, Bundle user) {
    return !user.equals(provider) && versions.contains(provider) && versions.contains(user);
  }

  @Override
  public void close() {
    registration.unregister();
  }
}
